"""The inside of a value: escapes, lists, components, dates and embedded data."""

import base64
import binascii
import re
from datetime import date
from typing import Final
from urllib.parse import unquote_to_bytes

from vobject.icalendar import stringToTextValues
from vobject.vcard import splitFields

from contacts.vcard.properties import Property

_ESCAPE: Final = re.compile(r"\\r\\n|\\.|\\\Z", re.DOTALL)
#: A line end in two letters, a colon, which needs no escape, and a backslash that ends a value.
_MENDED: Final = {r"\r\n": r"\n", r"\:": ":", "\\": r"\\"}
_DATE: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?$")
_GERMAN_DATE: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$")
_NOT_BASE64: Final = re.compile(r"[^A-Za-z0-9+/]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FIRST_YEAR: Final = 1800


def unescape(value: str) -> str:
    r"""Plain text: `\n` is a line end, `\,` a comma; a backslash before anything else stays."""
    return separated(value)[0]


def components(value: str, count: int) -> list[str]:
    """Exactly `count` components of a structured value as plain text, empty where absent."""
    return (separated(value, ";") + [""] * count)[:count]


def listed(value: str) -> list[str]:
    """The non-empty members of a comma-separated value as plain text."""
    return [text for text in separated(value, ",") if text]


def listed_components(value: str, count: int) -> list[list[str]]:
    """Exactly `count` components, of each its non-empty members as plain text."""
    fields = splitFields(_mended(value))
    members = [[field] if isinstance(field, str) else field for field in fields]
    found = [[text for one in member if (text := one.strip())] for member in members]
    return (found + [[]] * count)[:count]


def separated(value: str, separator: str = "") -> list[str]:
    """The plain texts between separators. Where nothing is escaped there is nothing to read."""
    if "\\" in value:
        return [text.strip() for text in stringToTextValues(_mended(value), separator)]
    return [text.strip() for text in (value.split(separator) if separator else [value])]


def _mended(value: str) -> str:
    """The value with no escapes but those that vobject reads as they are meant."""
    return _ESCAPE.sub(lambda found: _MENDED.get(found[0], found[0]), value)


def read_date(text: str) -> date | None:
    """The full date in ISO 8601 basic or extended form or written the German way.

    Nothing for a date without year, an impossible one, and one before 1800: address books
    write 1604 or 0206 where they know no year.
    """
    text = text.strip()
    if found := _DATE.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _GERMAN_DATE.match(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def embedded(prop: Property) -> tuple[bytes, str, bool] | None:
    """Embedded data, its declared media type and whether it is whole; nothing for an address.

    An address is never fetched.
    """
    value = prop.value.replace("\\,", ",").replace("\\;", ";").strip()
    if value[:5].lower() == "data:":
        head, comma, body = value[5:].partition(",")
        media_type, *flags = head.lower().split(";")
        if media_type == "base64":
            media_type, flags = "", ["base64"]
        if not comma:
            return b"", media_type, False
        if "base64" in flags:
            data, whole = _from_base64(body)
            return data, media_type, whole
        return unquote_to_bytes(body), media_type, True
    if _is_address(prop, value):
        return None
    data, whole = _from_base64(unescape(value))
    return data, _declared_type(prop), whole


def _is_address(prop: Property, value: str) -> bool:
    """RFC 2426: a value without ENCODING is binary unless it says or looks otherwise."""
    if prop.is_base64:
        return not value or "://" in value[:100]
    said = prop.param("VALUE").lower() in ("uri", "url", "text")
    return said or not value or bool(_SCHEME.match(value)) or value[:4].lower() == "www."


def _declared_type(prop: Property) -> str:
    declared = prop.param("MEDIATYPE") or prop.param("TYPE")
    if not declared or declared.lower() in ("home", "work", "pref"):
        return ""
    return declared.lower() if "/" in declared else f"image/{declared.lower()}"


def _from_base64(text: str) -> tuple[bytes, bool]:
    """What can be decoded, and whether that is all."""
    body = text.rstrip().rstrip("=")
    clean = _NOT_BASE64.sub("", body)
    whole = len(clean) == len(re.sub(r"\s", "", body)) and len(clean) % 4 != 1
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    try:
        return base64.b64decode(clean + "=" * (-len(clean) % 4)), whole
    except (binascii.Error, ValueError):
        return b"", False
