"""Hands mails to the workers: when they are written, and again when they were left lying."""

from django.utils import timezone

from base.runs import handover
from sharing.models import AccountMail, OutboxMail
from sharing.models.mail import OutgoingMail

# The worker's tasks, by name: tasks call services, never the other way round.
DELIVER: dict[type[OutgoingMail], str] = {
    OutboxMail: "sharing.deliver_mail",
    AccountMail: "sharing.deliver_account_mail",
}
# How many mails of a kind one sweep hands to the workers.
SWEEP = 200


def hand_over(mail: OutgoingMail) -> bool:
    """Tells a worker. With the broker down the row waits for the next sweep."""
    return handover.hand_over(DELIVER[type(mail)], mail.pk)


def sweep_outbox() -> int:
    """Hands every due mail to the workers; returns how many. Runs every half minute."""
    now = timezone.now()
    AccountMail.objects.forgettable(now).delete()
    customers = OutboxMail.objects.due(now).only("pk").order_by("next_attempt_at")[:SWEEP]
    accounts = AccountMail.objects.due(now).only("pk").order_by("next_attempt_at")[:SWEEP]
    return sum(hand_over(mail) for mail in [*accounts, *customers])
