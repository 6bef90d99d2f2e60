"""What the worker does for this app; the work itself is in services."""

from celery import shared_task

from sharing.services.delivery import deliver
from sharing.services.mail import DELIVER, sweep_outbox


@shared_task(name=DELIVER)
def deliver_mail(mail_id: int) -> str | None:
    """Sends one mail of the outbox."""
    return deliver(mail_id)


@shared_task(name="sharing.sweep_outbox")
def sweep() -> int:
    """Hands over what waits in the outbox: after a failure, or while the broker was down."""
    return sweep_outbox()
