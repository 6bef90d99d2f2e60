"""The one place that takes files in."""

import hashlib
import io
from collections.abc import Iterable
from functools import partial
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.cropping import Crop, cut_square
from base.files.inspection import reencode, sniff
from base.files.models import StoredFile
from base.files.names import check_name, clean_name
from base.files.storing import note_written

HEAD_BYTES = 8192


def store_file(
    *,
    agency: Agency,
    source: IO[bytes] | File[bytes],
    name: str,
    user: User | None = None,
    only: Iterable[str] | None = None,
    crop: Crop | None = None,
) -> StoredFile:
    """Checks `source` by its content and keeps it under a random name, within `storing()`.

    `only` narrows the accepted media types (`IMAGES` for pictures), `crop` cuts a square out of a
    picture. Raises DomainError when the file is empty, too large, named like a program, of a kind
    that is not accepted, or a damaged picture; nothing is left in the store then.
    """
    check_name(name)
    stream = _seekable(source)
    size = _size(stream)
    _check_size(size)
    media_type = _checked_type(stream, name, only)
    thumbnail = b""
    dimensions: tuple[int | None, int | None] = (None, None)
    if media_type.startswith("image/"):
        stream = cut_square(stream, crop) if crop else stream
        image, thumbnail, dimensions, media_type = reencode(stream)
        stream, size = io.BytesIO(image), len(image)
    stored = StoredFile(
        agency=agency,
        name=clean_name(name),
        media_type=media_type,
        size=size,
        sha256=_digest(stream),
        width=dimensions[0],
        height=dimensions[1],
        created_by=user,
    )
    return _save(stored, stream, thumbnail)


IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})


def discard_file(*, stored: StoredFile) -> None:
    """Deletes the row, and the bytes once that is certain."""
    paths = stored.file_names
    storage = stored.content.storage
    stored.delete()
    for path in paths:
        transaction.on_commit(partial(storage.delete, path))


def _seekable(source: IO[bytes] | File[bytes]) -> IO[bytes]:
    inner = source.file if isinstance(source, File) else source
    assert inner is not None
    inner.seek(0)
    return inner


def _size(stream: IO[bytes]) -> int:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size


def _check_size(size: int) -> None:
    if size == 0:
        raise DomainError(_("Die Datei ist leer."))
    if size > settings.UPLOAD_MAX_FILE_BYTES:
        limit = filesizeformat(settings.UPLOAD_MAX_FILE_BYTES)
        raise DomainError(
            _("Die Datei ist zu groß. Möglich sind bis zu %(limit)s.") % {"limit": limit}
        )


def _checked_type(stream: IO[bytes], name: str, only: Iterable[str] | None) -> str:
    head = stream.read(HEAD_BYTES)
    media_type = sniff(head, name, stream)
    stream.seek(0)
    if only is not None and media_type not in set(only):
        raise DomainError(_("Hier sind nur Bilder möglich (JPG, PNG, WEBP)."))
    return media_type


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def _save(stored: StoredFile, stream: IO[bytes], thumbnail: bytes) -> StoredFile:
    _write(stored.content, File(stream))
    if thumbnail:
        _write(stored.thumbnail, ContentFile(thumbnail))
    stored.save()
    return stored


def _write(field: FieldFile, content: File[Any]) -> None:
    field.save("", content, save=False)
    note_written(str(field.name))
