"""Mails about somebody's own account."""

from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from base.public_url import absolute


def send_account_mail(*, to: str, subject: str, template: str, **context: Any) -> None:
    """Sends the text `accounts/mail/<template>.txt`, which may name the way to a new password."""
    values = {"reset_link": absolute(reverse("account_reset_password")), **context}
    text = render_to_string(f"accounts/mail/{template}.txt", values)
    send_mail(" ".join(str(subject).split()), text.strip() + "\n", None, [to])
