"""Reads the local mailbox: mails that the embedded mail server kept instead of delivering."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from base.accounts.models import User

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}\.eml")
# How many of the newest files are looked at.
SHOWN = 200


@dataclass(frozen=True)
class Letter:
    """One received mail; `name` is its file."""

    name: str
    sender: str
    recipient: str
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
    found = (letter_in(folder, path.name, reader) for path in files[:SHOWN])
    return [letter for letter in found if letter]


def letter_in(folder: Path, name: str, reader: User) -> Letter | None:
    """One mail; None when there is none of that name or it is not for `reader` to see.

    People see what their agency sent and what was sent to themselves: a colleague's password
    mail is nobody else's business, least of all another agency's.
    """
    if not _NAME.fullmatch(name):
        return None
    try:
        raw = (folder / name).read_bytes()
        received = datetime.fromtimestamp((folder / name).stat().st_mtime, UTC)
    except OSError:
        return None
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if not _concerns(message, reader):
        return None
    return Letter(
        name=name, sender=_header(message, "From"), recipient=_header(message, "To"),
        subject=_header(message, "Subject"), text=_text(message), received_at=received,
    )  # fmt: skip


def _concerns(message: EmailMessage, reader: User) -> bool:
    own = reader.agency.sender_address.casefold() if reader.agency else ""
    senders = [a.casefold() for a in _addresses(message, "From")]
    recipients = [a.casefold() for a in _addresses(message, "To")]
    return own in senders or reader.email.casefold() in recipients


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
