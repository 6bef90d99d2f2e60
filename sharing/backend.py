"""Where Django's own mails go (EMAIL_BACKEND): into the outbox, like all others."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from sharing.mail.services.account_mail import queue_account_mail


class OutboxBackend(BaseEmailBackend):
    """Takes mails about accounts; the worker has the conversation with the mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len([queue_account_mail(message) for message in email_messages])
