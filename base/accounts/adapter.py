"""What allauth asks us about accounts."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationMixin
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from base.accounts.devices import known_device, remember_device
from base.accounts.mails import send_account_mail
from base.accounts.models import User
from base.accounts.record.models import EventKind
from base.accounts.record.services import note, note_own
from base.accounts.slowing import attempt_key, forget_tries, take_turn
from base.client import client_address, client_device
from base.public_url import absolute
from base.ui.pages import toast

# What allauth tells people by mail: what it is in the record, and the subject of the mail.
NOTICES = {
    "account/email/password_changed": (
        EventKind.PASSWORD_CHANGED,
        _("Ihr Passwort wurde geändert"),
    ),
    "account/email/password_reset": (
        EventKind.PASSWORD_CHANGED,
        _("Ihr Passwort wurde neu gesetzt"),
    ),
    "account/email/password_set": (EventKind.PASSWORD_CHANGED, _("Ihr Passwort wurde gesetzt")),
    "mfa/email/recovery_codes_generated": (
        EventKind.CODES_MADE,
        _("Neue Wiederherstellungscodes erzeugt"),
    ),
    "mfa/email/totp_activated": (EventKind.APP_ADDED, _("Authenticator-App eingerichtet")),
    "mfa/email/totp_deactivated": (EventKind.APP_REMOVED, _("Authenticator-App ausgeschaltet")),
    "mfa/email/webauthn_added": (EventKind.PASSKEY_ADDED, _("Passkey hinzugefügt")),
    "mfa/email/webauthn_removed": (EventKind.PASSKEY_REMOVED, _("Passkey entfernt")),
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

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """What went wrong is a toast; signing in and out speaks for itself."""
        if level >= messages.ERROR and message:
            toast(request, message, level="error")

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

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        note_own(EventKind.SIGNED_IN, user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            note_own(EventKind.SIGNED_OUT, request.user)
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """In place of allauth's limits, which let strangers lock a colleague out."""
        wait = take_turn(self._key(request, credentials))
        if wait:
            raise ValidationError(
                ngettext(
                    "Bitte warten Sie noch %(n)d Sekunde und versuchen Sie es dann wieder.",
                    "Bitte warten Sie noch %(n)d Sekunden und versuchen Sie es dann wieder.",
                    wait,
                )
                % {"n": wait}
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user:
            forget_tries(self._key(request, credentials))
        return user

    def _key(self, request: HttpRequest, credentials: Mapping[str, Any]) -> str:
        email = str(credentials.get("email", "")).strip().lower()
        device = known_device(request, User.objects.filter(email=email).first())
        return attempt_key(email, client_address(request), device)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """What was typed is not kept: it may be a password in the wrong field."""
        known = User.objects.filter(email=credentials.get("email", "").lower()).first()
        if known:
            note(EventKind.SIGN_IN_FAILED, agency_id=known.agency_id, about=str(known))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tells people by mail what happened to their account, when and from where."""
        kind, subject = NOTICES[template_prefix]
        note_own(kind, user)
        if kind is EventKind.PASSWORD_CHANGED:
            forget_tries(self._key(self.request, {"email": user.email}))
        send_account_mail(
            to=email or user.email,
            subject=str(subject),
            template="notice",
            user=user,
            what=subject,
            at=timezone.now(),
            address=client_address(self.request),
            device=client_device(self.request),
        )


def _ours(url: str) -> str:
    """The same page below PUBLIC_URL: allauth makes addresses of the Host that a request names."""
    return absolute(urlsplit(url).path)
