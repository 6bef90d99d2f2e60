"""The logo of an agency."""

from typing import IO

from django.core.files.base import File
from django.db import transaction

from base.accounts.models import Agency, User
from base.files.models import StoredFile
from base.files.services import IMAGES, discard_file, store_file
from base.files.storing import storing


@storing()
def replace_logo(
    *, agency: Agency, source: IO[bytes] | File[bytes], name: str, user: User
) -> StoredFile:
    """Stores a picture as the agency's logo; raises DomainError when it is none."""
    stored = store_file(agency=agency, source=source, name=name, user=user, only=IMAGES)
    _point_to(agency, stored)
    return stored


@transaction.atomic
def remove_logo(*, agency: Agency) -> None:
    """Leaves the agency without a logo; nothing happens when it has none."""
    _point_to(agency, None)


def _point_to(agency: Agency, stored: StoredFile | None) -> None:
    locked = Agency.objects.select_for_update(of=["self"]).select_related("logo").get(pk=agency.pk)
    before = locked.logo
    locked.logo = stored
    locked.save(update_fields=["logo"])
    if before is not None:
        discard_file(stored=before)
