"""Puts mails about accounts into the outbox, where no slow mail server keeps a page waiting."""

from email.utils import parseaddr

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from sharing.mail.message import new_message_id
from sharing.mail.services.dispatch import hand_over
from sharing.models import AccountMail


def queue_account_mail(message: EmailMessage) -> list[AccountMail]:
    """One mail for each recipient of `message`; they leave once the transaction is done.

    Raises ValueError for a message with attachments: no account mail has any.
    """
    if message.attachments:
        raise ValueError("a mail about an account carries no attachments")
    name, sender = parseaddr(message.from_email)
    mails = [
        AccountMail(
            sender_name=name,
            sender=sender,
            to=parseaddr(to)[1],
            subject=str(message.subject),
            text=str(message.body),
            html=_html(message),
            message_id=new_message_id(sender),
            next_attempt_at=timezone.now(),
        )
        for to in message.recipients()
    ]
    with transaction.atomic():
        AccountMail.objects.bulk_create(mails)
        transaction.on_commit(lambda: [hand_over(mail) for mail in mails])
    return mails


def _html(message: EmailMessage) -> str:
    others = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in others if kind == "text/html"), "")
