"""What the worker does for this app; the work itself is in services."""

from celery import shared_task

from properties.orders.tokens import expire_orders
from properties.record.services.deletion import erase_expired


@shared_task(name="properties.expire_orders")
def expire_search_orders() -> int:
    """Takes search orders whose last day has passed out of the number on their contacts."""
    return expire_orders()


@shared_task(name="properties.erase_expired")
def erase_expired_properties() -> int:
    """Erases for good the properties whose time in the bin is over."""
    return erase_expired()
