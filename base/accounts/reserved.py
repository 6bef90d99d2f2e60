"""Addresses that belong to the installation and that no agency may send from."""

from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refuse_reserved(address: str) -> None:
    """Raises ValidationError for an address that the installation itself sends from.

    Mails about accounts come from there: whoever sent as it could pass for the installation.
    """
    own = {parseaddr(text)[1].casefold() for text in _own_senders()}
    if address.strip().casefold() in own:
        raise ValidationError(_("Diese Adresse gehört zur Installation."))


def _own_senders() -> tuple[str, str]:
    return settings.DEFAULT_FROM_EMAIL, settings.SERVER_EMAIL
