"""The photo of a card. Its bytes are taken as they are; whoever stores it checks them."""

from typing import Final

from contacts.vcard.card import Photo
from contacts.vcard.limits import MAX_PHOTO_BYTES
from contacts.vcard.properties import Property
from contacts.vcard.values import embedded

_MAGIC: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)
UNKNOWN_TYPE: Final = "application/octet-stream"
_SAME: Final = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg"}


def read_photo(prop: Property) -> tuple[Photo | None, str]:
    """The photo in a property, if any, and the code of a problem with it, if any."""
    if len(prop.value) > MAX_PHOTO_BYTES * 3:
        return None, "photo_too_large"
    found = embedded(prop)
    if found is None:
        return None, "photo_linked"
    data, declared, whole = found
    if len(data) > MAX_PHOTO_BYTES:
        return None, "photo_too_large"
    flaw = "" if whole and data else "photo_damaged"
    return (Photo(data, media_type(data, declared)) if data else None), flaw


def media_type(data: bytes, declared: str) -> str:
    """By the first bytes where they tell, otherwise what the card declares."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    sniffed = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    return sniffed or _SAME.get(declared, declared) or UNKNOWN_TYPE
