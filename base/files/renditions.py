"""Pictures in the size in which they are shown.

A page that shows a picture 56 pixels wide asks for one of `LongestSide.SMALL`; it is drawn as WebP
when it is first asked for, named by the picture's own row and kept for all who come later. Whoever
may see the picture may see it in every size.
"""

import io
import logging
from enum import IntEnum

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest

from base.errors import DomainError
from base.files.inspection import open_picture
from base.files.models import StoredFile

logger = logging.getLogger(__name__)

PARAMETER = "px"
MEDIA_TYPE = "image/webp"
_QUALITY = 80


class LongestSide(IntEnum):
    """The longest side in pixels, twice what pages show for dense screens."""

    SMALL = 192
    THUMBNAIL = 480
    MEDIUM = 800
    LARGE = 1200


_COLUMNS = {LongestSide.SMALL: "small", LongestSide.MEDIUM: "medium", LongestSide.LARGE: "large"}


def wanted_side(request: HttpRequest, default: LongestSide | None = None) -> LongestSide | None:
    """What `?px=` asks for, where it is one of the sizes there are."""
    asked = request.GET.get(PARAMETER, "")
    return LongestSide(int(asked)) if asked in _NAMED else default


_NAMED = {str(int(side)) for side in LongestSide}


def rendition(stored: StoredFile, side: LongestSide) -> FieldFile | None:
    """The picture in that size; None where there is none and none can be made."""
    if not stored.is_image:
        return None
    if side is LongestSide.THUMBNAIL:
        return stored.thumbnail or None
    column = _COLUMNS[side]
    if not getattr(stored, column):
        _make(stored, side, column)
    return getattr(stored, column) or None


def width_of(stored: StoredFile, side: LongestSide) -> int:
    """How many pixels wide the picture is in that size; 0 where nobody knows."""
    width, height = stored.width or 0, stored.height or 0
    return round(width * min(1, side / max(width, height, 1)))


def _make(stored: StoredFile, side: LongestSide, column: str) -> None:
    """Draws and keeps it. The row names a file that is whole; of two who draw the same at the
    same time the first is kept."""
    field = getattr(stored, column)
    try:
        field.save("", ContentFile(_drawn(stored, side)), save=False)
    except (DomainError, OSError) as error:
        logger.warning("file %s cannot be drawn smaller: %s", stored.pk, error)
        return
    unnamed = StoredFile.objects.filter(pk=stored.pk, **{column: ""})
    if not unnamed.update(**{column: field.name}):
        field.storage.delete(field.name)
        stored.refresh_from_db(fields=[column])


def _drawn(stored: StoredFile, side: LongestSide) -> bytes:
    source = (
        stored.thumbnail if side < LongestSide.THUMBNAIL and stored.thumbnail else stored.content
    )
    with source.storage.open(str(source.name), "rb") as file:
        image = open_picture(file)
    image.thumbnail((side, side))
    target = io.BytesIO()
    image.save(target, "WEBP", quality=_QUALITY)
    return target.getvalue()
