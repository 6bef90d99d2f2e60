"""Signed sheets and copies: the files that prove something."""

from typing import IO, Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import IMAGES, store_file

PROOF_TYPES = IMAGES | {"application/pdf"}


def store_proof(
    *, agency: Agency, source: IO[bytes] | File[Any], name: str, user: User | None
) -> StoredFile:
    """Stores a PDF or picture as `store_file` does; raises DomainError for the field `file`."""
    try:
        stored = store_file(agency=agency, source=source, name=name, user=user)
    except DomainError as error:
        raise DomainError(error.message, fields={"file": error.message}) from error
    if stored.media_type not in PROOF_TYPES:
        message = _("Bitte wählen Sie den Nachweis als PDF oder als Bild (JPG, PNG, WEBP).")
        raise DomainError(message, fields={"file": message})
    return stored
