"""What allauth asks us about second factors."""

from allauth.mfa.adapter import DefaultMFAAdapter

from base.encryption import decrypt, encrypt


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second factor lie in the database as IBANs do."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
