"""Makes the message that goes over the wire out of a row of the outbox."""

from email.utils import make_msgid

from django.core.mail import EmailMultiAlternatives

from sharing.models.mail import OutgoingMail


def new_message_id(sender: str) -> str:
    """An RFC 5322 Message-ID in the domain of the address `sender`, in ASCII."""
    domain = sender.rpartition("@")[2]
    return make_msgid(domain=domain.encode("idna").decode("ascii"))


def build_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The message of `mail`: plain text, and HTML beside it where there is some."""
    headers = {"Message-ID": mail.message_id}
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.from_header(),
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
