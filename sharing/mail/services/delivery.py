"""Delivers mails, each by one worker at a time and never twice by itself."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import acting
from sharing.activities import record
from sharing.mail.message import build_message
from sharing.mail.transport import DATA_ANSWER, Accepted, MailRefused, MailUnclear, send
from sharing.models import AccountMail, OutboxMail
from sharing.models.mail import MailState, OutgoingMail

# How long the conversation up to the end of the mail may take before it counts as lost: far above
# EMAIL_TIMEOUT. Afterwards the server has its ten minutes as well.
LEASE = timedelta(minutes=5)
LEASE_AFTER_THE_END = timedelta(seconds=DATA_ANSWER) + LEASE
# Pauses after each failed attempt; after the last the mail has failed.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600)
)
Mail = TypeVar("Mail", bound=OutgoingMail)


def deliver(mail_id: int) -> MailState | None:
    """Sends a mail to a customer if it is due; returns its state, None when nothing was to do.

    Calling it again, or twice at once, sends no second mail: whoever claims the row first sends.
    Where the server had the whole mail and gave no clear answer the mail is *unclear*, also when
    the sender died just then: somebody decides whether it goes out again.
    """
    return _deliver(OutboxMail, mail_id)


def deliver_account_mail(mail_id: int) -> MailState | None:
    """The same for a mail about an account; what is unclear its recipient asks for again."""
    return _deliver(AccountMail, mail_id)


def _deliver(model: type[Mail], mail_id: int) -> MailState | None:
    mail = _claim(model, mail_id)
    if mail is None:
        return None
    author = mail.created_by if isinstance(mail, OutboxMail) else None
    with acting(
        actor_id=author.pk if author else None,
        actor=str(author) if author else "",
        action="sharing.deliver_mail",
    ):
        if mail.handed_over_at is not None:
            return _note_unclear(mail, _("Der Versand brach ab, bevor der Server antwortete."))
        return _send(mail)


@transaction.atomic
def _claim(model: type[Mail], mail_id: int) -> Mail | None:
    now = timezone.now()
    mail = (
        model._default_manager.due(now)  # type: ignore[attr-defined]
        .select_for_update(skip_locked=True, of=("self",))
        .filter(pk=mail_id)
        .first()
    )
    if mail is None:
        return None
    mail.state, mail.attempts = MailState.SENDING, mail.attempts + 1
    mail.next_attempt_at = now + LEASE
    mail.save(update_fields=["state", "attempts", "next_attempt_at"])
    return mail  # type: ignore[no-any-return]


def _send(mail: OutgoingMail) -> MailState:
    def before_the_end() -> None:
        """From here on the server may have the mail."""
        mail.handed_over_at = timezone.now()
        mail.next_attempt_at = mail.handed_over_at + LEASE_AFTER_THE_END
        mail.save(update_fields=["handed_over_at", "next_attempt_at"])

    try:
        accepted = send(
            build_message(mail),
            sender=mail.sender,
            recipient=mail.to,
            before_the_end=before_the_end,
        )
    except MailUnclear as doubt:
        return _note_unclear(mail, str(doubt))
    except MailRefused as refusal:
        return _note_failure(mail, str(refusal), is_final=refusal.is_final)
    except ValueError as error:
        # A header or an address that cannot be written down: no later attempt changes that.
        return _note_failure(mail, str(error), is_final=True)
    return note_sent(mail, accepted)


@transaction.atomic
def note_sent(mail: OutgoingMail, accepted: Accepted) -> MailState:
    """Puts on record that a mail server has taken the mail, in its own words."""
    mail.state, mail.sent_at = MailState.SENT, timezone.now()
    mail.smtp_answer, mail.error = accepted.answer, ""
    return _settle(mail)


@transaction.atomic
def _note_unclear(mail: OutgoingMail, reason: str) -> MailState:
    mail.state, mail.error = MailState.UNCLEAR, reason[:500]
    return _settle(mail)


@transaction.atomic
def _note_failure(mail: OutgoingMail, reason: str, *, is_final: bool) -> MailState:
    # A refusal is a clear answer: the server does not have this mail.
    mail.error, mail.handed_over_at = reason[:500], None
    if is_final or mail.attempts > len(PAUSES):
        mail.state = MailState.FAILED
        return _settle(mail)
    mail.state = MailState.QUEUED
    mail.next_attempt_at = timezone.now() + PAUSES[mail.attempts - 1]
    mail.save(update_fields=["state", "error", "handed_over_at", "next_attempt_at"])
    return MailState.QUEUED


def _settle(mail: OutgoingMail) -> MailState:
    """The mail's way ends here, for now: a customer's is put on record, a secret one emptied."""
    fields = ["state", "sent_at", "smtp_answer", "error", "handed_over_at"]
    if isinstance(mail, AccountMail):
        mail.text = mail.html = ""
        fields += ["text", "html"]
    mail.save(update_fields=fields)
    if isinstance(mail, OutboxMail):
        note_way(mail)
    return MailState(mail.state)


# What the record says of a mail in each state.
NOTES: dict[str, tuple[str, Callable[[], str]]] = {
    MailState.SENT: ("sharing.mail_sent", lambda: _("E-Mail »%(subject)s« an %(to)s gesendet")),
    MailState.FAILED: (
        "sharing.mail_failed",
        lambda: _("E-Mail »%(subject)s« an %(to)s nicht zugestellt"),
    ),
    MailState.UNCLEAR: (
        "sharing.mail_unclear",
        lambda: _("E-Mail »%(subject)s« an %(to)s: unklar, ob der Server sie angenommen hat"),
    ),
    MailState.ARRIVED: (
        "sharing.mail_arrived",
        lambda: _("E-Mail »%(subject)s« an %(to)s laut Auskunft angekommen"),
    ),
}


def note_way(mail: OutboxMail) -> None:
    """Writes the mail's present state into the record, with the evidence for it."""
    kind, summary = NOTES[mail.state]
    record(kind, mail, summary() % {"subject": mail.subject, "to": mail.to}, _evidence(mail))


def _evidence(mail: OutboxMail) -> dict[str, object]:
    evidence = {
        "to": mail.to,
        "subject": mail.subject,
        "message_id": mail.message_id,
        "smtp_answer": mail.smtp_answer,
        "error": mail.error,
        "attempts": mail.attempts,
        "handed_over_at": _moment(mail.handed_over_at),
        "text_sha256": hashlib.sha256(mail.text.encode()).hexdigest(),
        "mail": mail.pk,
    }
    return {name: value for name, value in evidence.items() if value != ""}


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
