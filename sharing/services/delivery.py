"""Delivers mails of the outbox, each by one worker at a time."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import acting
from sharing.mail.message import build_message
from sharing.mail.transport import Accepted, MailRefused, send
from sharing.models import OutboxMail
from sharing.models.mail import MailState
from sharing.records import record

# How long an attempt may take before it counts as lost: far above EMAIL_TIMEOUT.
LEASE = timedelta(minutes=5)
# Pauses after each failed attempt; after the last the mail has failed.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600)
)


def deliver(mail_id: int) -> MailState | None:
    """Sends the mail if it is due; returns its state, None when there was nothing to do.

    Calling it again, or twice at once, sends no second mail: whoever claims the row first sends.
    Only a sender that dies between the server's answer and our note of it leads to a repetition,
    under the same Message-ID.
    """
    mail = _claim(mail_id)
    if mail is None:
        return None
    author = mail.created_by
    with acting(
        actor_id=author.pk if author else None,
        actor=str(author) if author else "",
        action="sharing.deliver_mail",
    ):
        return _send(mail)


@transaction.atomic
def _claim(mail_id: int) -> OutboxMail | None:
    now = timezone.now()
    due = OutboxMail.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    mail = due.select_related("created_by").filter(pk=mail_id).first()
    if mail is None:
        return None
    mail.state, mail.attempts = MailState.SENDING, mail.attempts + 1
    mail.next_attempt_at = now + LEASE
    mail.save(update_fields=["state", "attempts", "next_attempt_at"])
    return mail


def _send(mail: OutboxMail) -> MailState:
    try:
        accepted = send(build_message(mail), sender=mail.sender, recipient=mail.to)
    except MailRefused as refusal:
        return _note_failure(mail, str(refusal), is_final=refusal.is_final)
    except ValueError as error:
        # A header or an address that cannot be written down: no later attempt changes that.
        return _note_failure(mail, str(error), is_final=True)
    return note_sent(mail, accepted)


@transaction.atomic
def note_sent(mail: OutboxMail, accepted: Accepted) -> MailState:
    """Puts on record that a mail server has taken the mail, in its own words."""
    mail.state, mail.sent_at = MailState.SENT, timezone.now()
    mail.smtp_answer, mail.error = accepted.answer, ""
    mail.save(update_fields=["state", "sent_at", "smtp_answer", "error"])
    summary = _("E-Mail »%(subject)s« an %(to)s gesendet") % _words(mail)
    record("sharing.mail_sent", mail, summary, _evidence(mail))
    return MailState.SENT


@transaction.atomic
def _note_failure(mail: OutboxMail, reason: str, *, is_final: bool) -> MailState:
    mail.error = reason[:500]
    if is_final or mail.attempts > len(PAUSES):
        mail.state = MailState.FAILED
        summary = _("E-Mail »%(subject)s« an %(to)s nicht zugestellt") % _words(mail)
        record("sharing.mail_failed", mail, summary, _evidence(mail))
    else:
        mail.state = MailState.QUEUED
        mail.next_attempt_at = timezone.now() + PAUSES[mail.attempts - 1]
    mail.save(update_fields=["state", "error", "next_attempt_at"])
    return MailState(mail.state)


def _words(mail: OutboxMail) -> dict[str, str]:
    return {"subject": mail.subject, "to": mail.to}


def _evidence(mail: OutboxMail) -> dict[str, object]:
    evidence = {
        "to": mail.to, "subject": mail.subject, "message_id": mail.message_id,
        "smtp_answer": mail.smtp_answer, "error": mail.error, "attempts": mail.attempts,
        "text_sha256": hashlib.sha256(mail.text.encode()).hexdigest(), "mail": mail.pk,
    }  # fmt: skip
    return {name: value for name, value in evidence.items() if value != ""}
