"""Puts mails into the outbox and sees to it that they leave."""

import logging
from email.utils import formataddr

from celery import current_app
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from audit.context import action
from base.accounts.models import User
from base.errors import DomainError
from contacts.models import Contact
from properties.models import Property
from sharing.mail.message import new_message_id
from sharing.models import OutboxMail, ShareLink
from sharing.models.mail import MailState

logger = logging.getLogger(__name__)

# The worker's task, by name: tasks call services, never the other way round.
DELIVER = "sharing.deliver_mail"
# How many mails one sweep hands to the workers.
SWEEP = 200


def queue_mail(
    *,
    contact: Contact,
    user: User,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    property: Property | None = None,
    link: ShareLink | None = None,
) -> OutboxMail:
    """Writes a mail from the agency to a customer; it leaves once the transaction is done.

    Answers go to `user`. Raises DomainError for an address, a subject or a text that no mail
    can have.
    """
    _check(to=to, subject=subject, text=text)
    agency = contact.agency
    with transaction.atomic(), action("sharing.queue_mail"):
        mail = OutboxMail.objects.create(
            agency=agency, contact=contact, property=property, link=link, created_by=user,
            sender_name=agency.name, sender=agency.sender_address,
            reply_to=formataddr((user.name, user.email)), to=to, subject=subject.strip(),
            text=text, html=html, message_id=new_message_id(agency),
            next_attempt_at=timezone.now(),
        )  # fmt: skip
        transaction.on_commit(lambda: _hand_over(mail.pk))
    return mail


def _check(*, to: str, subject: str, text: str) -> None:
    wrong: dict[str, str] = {}
    try:
        validate_email(to)
    except ValidationError:
        wrong["to"] = _("Das ist keine gültige E-Mail-Adresse.")
    if not subject.strip() or any(c in subject for c in "\r\n"):
        wrong["subject"] = _("Bitte geben Sie einen Betreff in einer Zeile an.")
    if not text.strip():
        wrong["text"] = _("Bitte geben Sie einen Text an.")
    if wrong:
        raise DomainError(_("Die E-Mail ist noch nicht vollständig."), fields=wrong)


def retry_mail(*, mail: OutboxMail) -> None:
    """Sends a failed or waiting mail anew. Raises DomainError when it has left or is leaving."""
    with transaction.atomic(), action("sharing.retry_mail"):
        changed = OutboxMail.objects.filter(
            pk=mail.pk, state__in=[MailState.FAILED, MailState.QUEUED]
        ).update(state=MailState.QUEUED, attempts=0, error="", next_attempt_at=timezone.now())
        if not changed:
            raise DomainError(_("Diese E-Mail ist schon gesendet oder gerade unterwegs."))
        transaction.on_commit(lambda: _hand_over(mail.pk))


def sweep_outbox() -> int:
    """Hands every due mail to the workers; returns how many. Runs every half minute."""
    due = OutboxMail.objects.due(timezone.now()).order_by("next_attempt_at")
    ids = list(due.values_list("pk", flat=True)[:SWEEP])
    return sum(_hand_over(mail_id) for mail_id in ids)


def _hand_over(mail_id: int) -> bool:
    """Tells a worker. With the broker down the row waits for the next sweep."""
    try:
        current_app.send_task(DELIVER, [mail_id])
    except OperationalError as error:
        logger.warning("broker unreachable, mail %s waits in the outbox: %s", mail_id, error)
        return False
    return True
