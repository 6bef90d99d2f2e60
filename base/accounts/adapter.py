"""What allauth asks us about accounts."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationMixin
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.accounts.mails import send_account_mail
from base.accounts.models import User
from base.client import client_address, client_device
from base.public_url import absolute

# The subject of the mail that tells people what happened to their account, by allauth's name.
NOTICES = {
    "account/email/password_changed": _("Ihr Passwort wurde geändert"),
    "account/email/password_reset": _("Ihr Passwort wurde neu gesetzt"),
    "account/email/password_set": _("Ihr Passwort wurde gesetzt"),
    "mfa/email/recovery_codes_generated": _("Neue Wiederherstellungscodes erzeugt"),
    "mfa/email/totp_activated": _("Authenticator-App eingerichtet"),
    "mfa/email/totp_deactivated": _("Authenticator-App ausgeschaltet"),
    "mfa/email/webauthn_added": _("Passkey hinzugefügt"),
    "mfa/email/webauthn_removed": _("Passkey entfernt"),
}


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

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address as everywhere; all whose address is unknown share one limit."""
        return client_address(request) or "0.0.0.0"  # noqa: S104 - nothing listens there

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and out speaks for itself: no toast."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _ours(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationMixin
    ) -> str:
        return _ours(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Names this installation as it names itself, whatever host the request named."""
        site = SimpleNamespace(name="immonaut", domain=settings.PUBLIC_URL)
        super().send_mail(template_prefix, email, {**context, "current_site": site})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tells people by mail what happened to their account, when and from where."""
        subject = NOTICES[template_prefix]
        send_account_mail(
            to=email or user.email, subject=str(subject), template="notice", user=user,
            what=subject, at=timezone.now(), address=client_address(self.request),
            device=client_device(self.request),
        )  # fmt: skip


def _ours(url: str) -> str:
    """The same page below PUBLIC_URL: allauth makes addresses of the Host that a request names."""
    return absolute(urlsplit(url).path)
