"""What a file really is, by its content, against the list of what we take."""

import io
import zipfile
from pathlib import PurePath
from typing import IO

import puremagic
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from base.errors import DomainError
from base.files.damage import DAMAGED_ZIP
from base.files.models import SHORT_TYPES
from base.files.names import check_name
from base.files.room import room_for

ALLOWED_TYPES = frozenset(SHORT_TYPES)
IMAGE_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
# Megapixels: a photo of a good camera has 60. JPEG is opened at the size that is wanted (unless it
# is progressive, then all of it); the others take four bytes for every pixel there is, and no
# screen or scan of an office has more than 36 million.
MAX_MEGAPIXELS = {"JPEG": 80, "PNG": 36, "WEBP": 36}
MAX_SIDE = 2560
THUMBNAIL_SIDE = 480

_SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_OFFICE_PARTS = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_TEXT_ENDINGS = {".csv": "text/csv", ".eml": "message/rfc822"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENDINGS = {".doc": "application/msword", ".xls": "application/vnd.ms-excel"}
_MARKUP = (b"<svg", b"<html", b"<!doctype", b"<script", b"<?xml", b"<body", b"<iframe")


def sniff(head: bytes, name: str, whole: IO[bytes] | None = None) -> str:
    """The media type by content; `name` only chooses between types that look alike.

    Raises DomainError for what is damaged or not on the list, among it SVG, HTML and programs.
    """
    media_type = _by_signature(head) or _by_container(head, name, whole) or _by_library(head)
    media_type = media_type or _as_text(head, name)
    if media_type not in ALLOWED_TYPES:
        raise DomainError(
            _(
                "Dieser Dateityp wird nicht angenommen. Möglich sind PDF, Bilder "
                "(JPG, PNG, WEBP), Office- und OpenDocument-Dateien, Text, E-Mail und ZIP."
            )
        )
    return media_type


def _by_signature(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _SIGNATURES.items() if head.startswith(mark)), "")


def _by_container(head: bytes, name: str, whole: IO[bytes] | None) -> str:
    if head.startswith(_OLE):
        return _OLE_ENDINGS.get(PurePath(name).suffix.lower(), "")
    if not head.startswith(b"PK\x03\x04") or whole is None:
        return ""
    try:
        with zipfile.ZipFile(whole) as archive:
            names = archive.namelist()
            _check_macros(names)
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 100:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except DAMAGED_ZIP as error:
        raise DomainError(_("Die Datei ist beschädigt.")) from error
    office = (
        kind for part, kind in _OFFICE_PARTS.items() if any(n.startswith(part) for n in names)
    )
    return next(office, "") or (_harmless_zip(names) if names else "")


def _check_macros(names: list[str]) -> None:
    """Refuses office documents with macros, whatever their ending says."""
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise DomainError(_("Dokumente mit Makros werden nicht angenommen."))


def _harmless_zip(names: list[str]) -> str:
    """The type of an archive whose files all may be kept; raises DomainError for others."""
    for name in names:
        check_name(name)
    return "application/zip"


def _by_library(head: bytes) -> str:
    try:
        return str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _as_text(head: bytes, name: str) -> str:
    if b"\x00" in head or any(mark in head[:1024].lower() for mark in _MARKUP):
        return ""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # not just a character cut in half at the end
            try:
                head.decode("cp1252")
            except UnicodeDecodeError:
                return ""
    return _TEXT_ENDINGS.get(PurePath(name).suffix.lower(), "text/plain")


def reencode(source: IO[bytes]) -> tuple[bytes, bytes, tuple[int, int], str]:
    """A picture drawn anew: (image, thumbnail, (width, height), media type).

    Metadata such as the place where it was taken, and anything hidden behind the pixels, is
    gone. Raises DomainError for what is no picture or far too large a one.
    """
    image = open_picture(source)
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    kind = "PNG" if image.mode == "RGBA" else "JPEG"
    return _encoded(image, kind), _encoded(small, kind), image.size, IMAGE_FORMATS[kind]


def open_picture(source: IO[bytes]) -> Image.Image:
    """The pixels alone, upright, RGB or RGBA, at most 2560 pixels wide and high.

    Raises DomainError for what is no picture or far too large a one.
    """
    try:
        with Image.open(source, formats=list(IMAGE_FORMATS)) as opened:
            _check_pixels(opened)
            with room_for(opened.width * opened.height):
                return _drawn(opened)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise DomainError(_("Das Bild ist beschädigt und lässt sich nicht lesen.")) from error


def _check_pixels(opened: Image.Image) -> None:
    """Reads the head alone: nothing has been unpacked yet."""
    most = MAX_MEGAPIXELS[str(opened.format)]
    if opened.width * opened.height > most * 1_000_000:
        raise DomainError(
            _("Das Bild hat zu viele Pixel (höchstens %(most)s Megapixel).") % {"most": most}
        )


def _drawn(opened: ImageFile.ImageFile) -> Image.Image:
    """Made small first, so that no large copy is ever made but the one that was unpacked."""
    opened.draft("RGB", (MAX_SIDE, MAX_SIDE))
    opened.load()
    image: Image.Image = opened
    if image.mode == "P":
        image = image.convert("RGBA")
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    image = ImageOps.exif_transpose(image)
    transparent = image.mode in ("RGBA", "LA", "PA") and opened.format != "JPEG"
    image = image.convert("RGBA" if transparent else "RGB")
    image.info.clear()  # comments would be written out again
    return image


def _encoded(image: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **({"quality": 86} if kind == "JPEG" else {}))
    return target.getvalue()
