"""Several files in one request: what can be taken is taken, the rest is named."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import File
from django.http import HttpRequest
from django.utils.translation import gettext as _

from base.errors import DomainError

FIELD = "files"


def take_uploads(request: HttpRequest, add: Callable[[File[bytes], str], Any]) -> list[str]:
    """Gives each uploaded file and its name to `add`; returns what went wrong, in sentences."""
    errors = [
        _("„%(name)s“ ist zu groß.") % {"name": name}
        for name in request.META.get("immonaut.rejected_uploads", [])
    ]
    uploads = request.FILES.getlist(FIELD)
    if not uploads and not errors:
        return [_("Bitte wählen Sie mindestens eine Datei aus.")]
    for upload in uploads:
        name = upload.name or ""
        try:
            add(upload, name)
        except DomainError as error:
            errors.append(_("„%(name)s“: %(reason)s") % {"name": name, "reason": error})
    return errors
