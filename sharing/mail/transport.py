"""The conversation with the mail server, kept word by word as evidence."""

import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

# Seconds that a server has for a block of data and for its answer to the whole mail
# (RFC 5321, 4.5.3.2.5 and 4.5.3.2.6). Whoever gives up earlier and tries again sends it twice.
DATA_BLOCK = 3 * 60
DATA_ANSWER = 10 * 60
_BLOCK_BYTES = 64 * 1024
_END = b".\r\n"


class MailUnclear(Exception):
    """The server had the whole mail and did not say whether it took it."""


class MailRefused(Exception):
    """The server or the line said no. `is_final`: trying again would be no use (RFC 5321 5yz)."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True)
class Accepted:
    """The server took the mail; `answer` is what it said: »250 2.0.0 Ok: queued as 4F3«."""

    answer: str


def send(
    message: EmailMultiAlternatives,
    *,
    sender: str,
    recipient: str,
    before_the_end: Callable[[], None],
) -> Accepted:
    """Hands `message` to the server of the settings EMAIL_*.

    `before_the_end` is called when all but the last line is sent: what follows may be delivered.
    Raises MailRefused for any failure, final when the server refused for good (5yz), and
    MailUnclear when the line breaks between the last line and a clear answer.
    """
    backend = EmailBackend()
    try:
        backend.open()
        connection = backend.connection
        assert connection is not None
        _begin(connection, message, sender, recipient)
        before_the_end()
        accepted = _end(connection)
    except BaseException as error:
        _hang_up(backend)
        if isinstance(error, smtplib.SMTPException | OSError):
            raise MailRefused(_reason(error), is_final=_is_final(error)) from error
        raise
    _take_leave(backend)
    return accepted


def _begin(
    connection: smtplib.SMTP, message: EmailMultiAlternatives, sender: str, recipient: str
) -> None:
    """Everything but the line that makes it a mail; until then no server may deliver it."""
    connection.ehlo_or_helo_if_needed()
    _expect(connection.mail(sanitize_address(sender, "utf-8")), 250)
    _expect(connection.rcpt(sanitize_address(recipient, "utf-8")), 250, 251, 252)
    data = _lines(message)
    _expect(connection.docmd("DATA"), 354)
    _patience(connection, DATA_BLOCK)
    for start in range(0, len(data), _BLOCK_BYTES):
        connection.send(data[start : start + _BLOCK_BYTES])


def _end(connection: smtplib.SMTP) -> Accepted:
    _patience(connection, DATA_ANSWER)
    try:
        connection.send(_END)
        code, text = connection.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise MailUnclear(_reason(error)) from error
    _patience(connection, settings.EMAIL_TIMEOUT)
    if not 200 <= code < 600:  # not even a reply: it says neither yes nor no
        raise MailUnclear(_as_text(code, text))
    return Accepted(_expect((code, text), 250))


def _lines(message: EmailMultiAlternatives) -> bytes:
    """The message with CRLF line ends and doubled leading dots (RFC 5321, 4.5.2)."""
    lines = message.message().as_bytes().splitlines()
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def _patience(connection: smtplib.SMTP, seconds: float) -> None:
    line = connection.sock
    assert isinstance(line, socket.socket)
    line.settimeout(seconds)


def _expect(answer: tuple[int, bytes], *codes: int) -> str:
    code, text = answer
    if code not in codes:
        raise smtplib.SMTPResponseException(code, text)
    return _as_text(code, text)


def _as_text(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:500]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _as_text(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"[:500]


def _is_final(error: Exception) -> bool:
    """A wrong password (535) is the operator's to put right, not the mail's end."""
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError):
        return False
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600


def _hang_up(backend: EmailBackend) -> None:
    """Without a word: within a mail every word would become a part of it."""
    if backend.connection is not None:
        backend.connection.close()
        backend.connection = None


def _take_leave(backend: EmailBackend) -> None:
    try:
        backend.close()
    except (smtplib.SMTPException, OSError):
        _hang_up(backend)
