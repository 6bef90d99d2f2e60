"""What allauth asks us about second factors."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.accounts.models import User
from base.accounts.record.models import EventKind
from base.accounts.record.services import note
from base.encryption import decrypt, encrypt

# What counts as a second factor; recovery codes only stand in for one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second factor lie in the database as IBANs do."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Ihr Büro verlangt einen zweiten Faktor. Richten Sie zuerst einen anderen ein."
        ),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_needed(authenticator)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the installation as it names itself."""
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "", "name": "immonaut"}


def has_second_factor(user: User, *, but: Authenticator | None = None) -> bool:
    """Whether a code or passkey is asked for at sign-in, leaving `but` aside."""
    factors = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    return bool((factors.exclude(pk=but.pk) if but else factors).exists())


def lacks_required_factor(user: User) -> bool:
    """Whether the agency requires a second factor and this person has none."""
    agency = user.agency
    return bool(agency and agency.requires_second_factor and not has_second_factor(user))


def is_needed(authenticator: Authenticator) -> bool:
    """Whether it is the last one of somebody whose agency requires one."""
    agency = authenticator.user.agency
    return bool(
        agency
        and agency.requires_second_factor
        and authenticator.type in FACTORS
        and not has_second_factor(authenticator.user, but=authenticator)
    )


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in; a wrong one enters the record, for the password was right."""

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())
        except ValidationError:
            note(EventKind.CODE_FAILED, agency_id=self.user.agency_id, about=str(self.user))
            raise
