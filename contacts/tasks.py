"""What the worker does for this app; the work itself is in services."""

from celery import shared_task

from contacts.deduplication.services.scan import agencies_with_work, examine_stock
from contacts.record.services.erasing import erase_expired
from contacts.services import refresh_agents


@shared_task(name="contacts.examine_stocks")
def examine_stocks() -> int:
    """Looks for duplicates of contacts that changed; returns how many stocks were examined."""
    return sum(examine_stock(agency_id=agency_id) for agency_id in agencies_with_work())


@shared_task(name="contacts.refresh_agents")
def refresh_responsible() -> int:
    """Brings lists sorted by responsible person in step with people's names."""
    return refresh_agents()


@shared_task(name="contacts.erase_expired")
def erase_expired_contacts() -> int:
    """Erases for good the contacts whose time in the bin is over."""
    return erase_expired()
