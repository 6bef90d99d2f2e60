"""The conversation with the mail server, kept word by word as evidence."""

import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address


class MailRefused(Exception):
    """The server or the line said no. `is_final`: trying again would be no use (RFC 5321 5yz)."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True)
class Accepted:
    """The server took the mail; `answer` is what it said: »250 2.0.0 Ok: queued as 4F3«."""

    answer: str


def send(message: EmailMultiAlternatives, *, sender: str, recipient: str) -> Accepted:
    """Hands `message` to the server of the settings EMAIL_*.

    Raises MailRefused for any failure, final when the server refused for good (5yz).
    """
    backend = EmailBackend()
    try:
        backend.open()
        connection = backend.connection
        assert connection is not None
        return _converse(connection, message, sender, recipient)
    except (smtplib.SMTPException, OSError) as error:
        raise MailRefused(_reason(error), is_final=_is_final(error)) from error
    finally:
        _close(backend)


def _converse(
    connection: smtplib.SMTP, message: EmailMultiAlternatives, sender: str, recipient: str
) -> Accepted:
    connection.ehlo_or_helo_if_needed()
    _expect(connection.mail(sanitize_address(sender, "utf-8")), 250)
    _expect(connection.rcpt(sanitize_address(recipient, "utf-8")), 250, 251, 252)
    # smtplib makes the line ends CRLF and raises SMTPDataError when the data is not wanted.
    answer = connection.data(message.message().as_bytes())
    return Accepted(_expect(answer, 250))


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


def _close(backend: EmailBackend) -> None:
    try:
        backend.close()
    except (smtplib.SMTPException, OSError):
        backend.connection = None
