"""Hands mails to the workers: when they are written, and again when they were left lying."""

import logging

from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from sharing.models import AccountMail, OutboxMail
from sharing.models.mail import OutgoingMail

logger = logging.getLogger(__name__)

# The worker's tasks, by name: tasks call services, never the other way round.
DELIVER: dict[type[OutgoingMail], str] = {
    OutboxMail: "sharing.deliver_mail",
    AccountMail: "sharing.deliver_account_mail",
}
# How many mails of a kind one sweep hands to the workers.
SWEEP = 200


def hand_over(mail: OutgoingMail) -> bool:
    """Tells a worker. With the broker down the row waits for the next sweep."""
    try:
        current_app.send_task(DELIVER[type(mail)], [mail.pk])
    except OperationalError as error:
        logger.warning("broker unreachable, mail %s waits in the outbox: %s", mail.pk, error)
        return False
    return True


def sweep_outbox() -> int:
    """Hands every due mail to the workers; returns how many. Runs every half minute."""
    now = timezone.now()
    AccountMail.objects.forgettable(now).delete()
    customers = OutboxMail.objects.due(now).only("pk").order_by("next_attempt_at")[:SWEEP]
    accounts = AccountMail.objects.due(now).only("pk").order_by("next_attempt_at")[:SWEEP]
    return sum(hand_over(mail) for mail in [*accounts, *customers])
