"""From bytes to text: what the file says, what the line says, and what is left to guess."""

import codecs
import re
from typing import Final

#: Python calls these encodings, too; some take quadratic time on long input.
_NO_CHARSETS: Final = frozenset(
    {
        "idna",
        "punycode",
        "unicode_escape",
        "unicode-escape",
        "raw_unicode_escape",
        "raw-unicode-escape",
        "undefined",
        "mbcs",
        "oem",
    }
)
#: Charsets that write other letters with the bytes of ASCII.
_NOT_ASCII: Final = frozenset(
    {
        "iso2022_jp",
        "iso2022_jp_1",
        "iso2022_jp_2",
        "iso2022_jp_3",
        "iso2022_jp_ext",
        "iso2022_kr",
        "hz",
        "utf-7",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
    }
)
_SURROGATE: Final = re.compile(rb"\xed[\xa0-\xbf]")
#: C0 controls but tab and line feed, DEL, C1 controls, and what Unicode forbids in text.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def as_utf8(data: bytes) -> bytes:
    """The file without byte order mark; UTF-16 and UTF-32 become UTF-8, all else stays."""
    for mark, name in (
        (codecs.BOM_UTF8, ""),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _recode(data[len(mark) :], name)
    for name in ("utf-16-le", "utf-16-be"):
        if data.lstrip(b"\x00\r\n\t ").startswith("BEGIN:".encode(name).lstrip(b"\x00")):
            return _recode(data, name)
    return data


def _recode(data: bytes, name: str) -> bytes:
    return data.decode(name, "replace").encode("utf-8", "replace") if name else data


def decode(raw: bytes, declared: str = "") -> tuple[str, str]:
    """The text of a value and the code of a problem, or an empty one.

    `declared` is the CHARSET parameter. Without a usable one the text is UTF-8 where it can
    be, and otherwise Windows-1252, which nearly all older German-speaking systems wrote.
    """
    declared = _usable(declared)
    if raw.isascii() and declared not in _NOT_ASCII:
        return raw.decode("ascii"), ""
    for name in filter(None, (declared, "utf-8")):
        try:
            return raw.decode(name), "" if name == (declared or "utf-8") else "charset_guessed"
        except (LookupError, UnicodeError, ValueError):
            continue
    if _SURROGATE.search(raw):
        return _from_cesu8(raw), "charset_guessed"
    text = raw.decode("cp1252", "replace")
    return text, "characters_lost" if "\ufffd" in text else "charset_guessed"


def _usable(declared: str) -> str:
    """The codec's own name of a declared charset; empty where it is no charset of text files."""
    if not declared:
        return ""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return declared
    return "" if name in _NO_CHARSETS else name


def _from_cesu8(raw: bytes) -> str:
    """UTF-8 of UTF-16 halves, as some phones and databases write characters above U+FFFF."""
    halves = raw.decode("utf-8", "surrogatepass" if _is_cesu8(raw) else "replace")
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_cesu8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeError:
        return False
    return True


def has_controls(text: str) -> bool:
    """Whether the text holds more than letters, spaces and line ends."""
    return not text.isprintable() and _CONTROL.search(_one_line_end(text)) is not None


def without_controls(text: str) -> str:
    """The text without characters that no database column or page can show."""
    return text if text.isprintable() else _CONTROL.sub("", _one_line_end(text))


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
