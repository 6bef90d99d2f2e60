"""What the worker does for this app; the work itself is in services."""

from celery import shared_task

from sharing.mail.services.delivery import deliver, deliver_account_mail
from sharing.mail.services.dispatch import DELIVER, sweep_outbox
from sharing.models import AccountMail, OutboxMail


@shared_task(name=DELIVER[OutboxMail])
def deliver_mail(mail_id: int) -> str | None:
    """Sends one mail to a customer."""
    return deliver(mail_id)


@shared_task(name=DELIVER[AccountMail])
def deliver_about_account(mail_id: int) -> str | None:
    """Sends one mail about an account."""
    return deliver_account_mail(mail_id)


@shared_task(name="sharing.sweep_outbox")
def sweep() -> int:
    """Hands over what waits in the outbox: after a failure, or while the broker was down."""
    return sweep_outbox()
