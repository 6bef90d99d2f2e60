"""What the worker does for contacts; the work itself is in services."""

from celery import shared_task

from contacts.services.erasing import erase_expired


@shared_task(name="contacts.erase_expired")
def erase_expired_contacts() -> int:
    """Erases for good the contacts whose time in the bin is over."""
    return erase_expired()
