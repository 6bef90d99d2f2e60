"""What allauth asks us about second factors."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from base.accounts.record.models import Kind
from base.accounts.record.services import note
from base.encryption import decrypt, encrypt

# What counts as a second factor; recovery codes only stand in for one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second factor lie in the database as IBANs do."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in; a wrong one enters the record, for the password was right."""

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())
        except ValidationError:
            note(Kind.CODE_FAILED, agency_id=self.user.agency_id, about=str(self.user))
            raise
