"""What allauth asks us about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are invited by their agency: nobody registers on their own."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dieser Zugang ist nicht aktiv."),
        "email_password_mismatch": _("E-Mail-Adresse und Passwort passen nicht zusammen."),
        "enter_current_password": _("Das bisherige Passwort ist nicht richtig."),
        "incorrect_code": _("Der Code ist nicht richtig."),
        "incorrect_password": _("Das Passwort ist nicht richtig."),
        "rate_limited": _("Zu viele Versuche. Bitte warten Sie ein paar Minuten."),
        "too_many_login_attempts": _(
            "Zu viele Versuche mit dieser E-Mail-Adresse. Bitte warten Sie fünf Minuten."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and out speaks for itself: no toast."""
