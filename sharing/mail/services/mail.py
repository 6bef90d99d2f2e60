"""Puts mails to customers into the outbox and lets people decide about them."""

from email.utils import formataddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from base.accounts.models import User
from base.errors import DomainError
from contacts.models import Contact
from properties.models import Property
from sharing.mail.message import new_message_id
from sharing.mail.services.delivery import note_way
from sharing.mail.services.dispatch import hand_over
from sharing.models import OutboxMail, ShareLink
from sharing.models.mail import RETRIABLE, MailState


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
            agency=agency,
            contact=contact,
            property=property,
            link=link,
            created_by=user,
            sender_name=agency.name,
            sender=agency.sender_address,
            reply_to=formataddr((user.name, user.email)),
            to=to,
            subject=subject.strip(),
            text=text,
            html=html,
            message_id=new_message_id(agency.sender_address),
            next_attempt_at=timezone.now(),
        )
        transaction.on_commit(lambda: hand_over(mail))
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
    """Sends a mail anew that failed, waits, or may not have arrived.

    Raises DomainError when it has left or is leaving.
    """
    with transaction.atomic(), action("sharing.retry_mail"):
        changed = OutboxMail.objects.filter(pk=mail.pk, state__in=RETRIABLE).update(
            state=MailState.QUEUED,
            attempts=0,
            error="",
            handed_over_at=None,
            next_attempt_at=timezone.now(),
        )
        if not changed:
            raise DomainError(_("Diese E-Mail ist schon gesendet oder gerade unterwegs."))
        transaction.on_commit(lambda: hand_over(mail))


def note_arrival(*, mail: OutboxMail) -> None:
    """Notes of an unclear mail that, as somebody said, it did arrive.

    The record keeps that a person said so: the server's answer is still missing. Raises
    DomainError when there is no doubt about the mail.
    """
    with transaction.atomic(), action("sharing.note_arrival"):
        unclear = OutboxMail.objects.unclear().select_for_update().filter(pk=mail.pk).first()
        if unclear is None:
            raise DomainError(_("Über diese E-Mail ist schon entschieden."))
        unclear.state = MailState.ARRIVED
        unclear.save(update_fields=["state"])
        note_way(unclear)
