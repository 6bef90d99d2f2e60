"""Reads the local mailbox: mails that the embedded mail server kept instead of delivering."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from base.accounts.models import User
from sharing.models import OutboxMail

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}\.eml")
# How many of the newest files are looked at.
SHOWN = 200


@dataclass(frozen=True)
class Letter:
    """One received mail; `name` is its file."""

    name: str
    message_id: str
    sender: str
    recipient: str
    recipients: frozenset[str]
    subject: str
    text: str
    received_at: datetime


def letters(folder: Path, reader: User) -> list[Letter]:
    """The mails that concern `reader`, newest first."""
    files = sorted(
        (path for path in folder.glob("*.eml") if _NAME.fullmatch(path.name)),
        key=lambda path: (path.stat().st_mtime_ns, path.name),
        reverse=True,
    )
    return _for_reader([found for path in files[:SHOWN] if (found := _read(path))], reader)


def letter_in(folder: Path, name: str, reader: User) -> Letter | None:
    """One mail; None when there is none of that name or it is not for `reader` to see."""
    found = _read(folder / name) if _NAME.fullmatch(name) else None
    return next(iter(_for_reader([found] if found else [], reader)), None)


def _for_reader(found: list[Letter], reader: User) -> list[Letter]:
    """People see what their agency's outbox sent and what was sent to themselves.

    A mail about an account is its recipient's alone. What a mail says of its sender proves
    nothing: whose it is, the outbox knows.
    """
    ids = [letter.message_id for letter in found]
    own = OutboxMail.objects.visible_to(reader).filter(message_id__in=ids)
    sent_by_us = set(own.values_list("message_id", flat=True))
    me = reader.email.casefold()
    return [one for one in found if one.message_id in sent_by_us or me in one.recipients]


def _read(path: Path) -> Letter | None:
    try:
        raw = path.read_bytes()
        received = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return Letter(
        name=path.name,
        message_id=_header(message, "Message-ID").strip(),
        sender=_header(message, "From"),
        recipient=_header(message, "To"),
        recipients=frozenset(a.casefold() for a in _addresses(message, "To")),
        subject=_header(message, "Subject"),
        text=_text(message),
        received_at=received,
    )


def _addresses(message: EmailMessage, header: str) -> list[str]:
    addresses = getattr(message.get(header), "addresses", ())
    return [address.addr_spec for address in addresses]


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, ""))


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    try:
        return str(body.get_content()) if body else ""
    except (LookupError, KeyError, ValueError):
        return ""
