"""From a content line to a property: group, name, parameters and the decoded value."""

import binascii
import re
from dataclasses import dataclass, field
from typing import Final

from contacts.vcard.charsets import decode, has_controls, without_controls
from contacts.vcard.limits import MAX_PARAMETERS, MAX_TEXT
from contacts.vcard.lines import NumberedLine

_HEAD: Final = re.compile(rb"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_./-]+)\s*(?=[;:])")
_BARE_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_BARE_VALUES: Final = frozenset({"URL", "URI", "INLINE", "CID", "CONTENT-ID"})
#: RFC 6868: how a parameter value holds a line break, a quote and the caret itself.
_CARETS: Final = {"^n": "\n", "^'": '"', "^^": "^"}
_BROKEN_ESCAPE: Final = re.compile(rb"=(?![0-9A-Fa-f]{2}|$)")


@dataclass(slots=True)
class Property:
    """One property. `value` is text with its escapes still in it; `flaws` are problem codes."""

    name: str
    value: str
    group: str = ""
    params: dict[str, list[str]] = field(default_factory=dict)
    number: int = 0
    flaws: list[str] = field(default_factory=list)

    @property
    def types(self) -> set[str]:
        """The TYPE parameters in small letters, however they were written."""
        return {kind.lower() for kind in self.params.get("TYPE", ())}

    def param(self, name: str) -> str:
        """The first value of a parameter, or an empty text."""
        return next(iter(self.params.get(name, ())), "")

    @property
    def is_base64(self) -> bool:
        return self.param("ENCODING").upper() in ("B", "BASE64")

    @property
    def preference(self) -> int:
        """How much the card prefers this value: 1 is most, 101 means that it says nothing."""
        number = self.param("PREF")
        if number.isascii() and number.isdigit() and len(number) < 4:
            return max(1, min(int(number), 100))
        return 1 if "pref" in self.types or "PREF" in self.params else 101


def parse(line: NumberedLine) -> Property | None:
    """The property of a line, or nothing where the line is not one."""
    head = _HEAD.match(line.raw)
    colon = _colon(line.raw, head.end()) if head else -1
    if not head or colon < 0:
        return None
    group, name = (part.decode("ascii") if part else "" for part in head.groups())
    params = _parameters(line.raw[head.end() + 1 : colon])
    prop = Property(name.upper(), "", group.lower(), params, line.number)
    prop.value = _value(prop, line.raw[colon + 1 :])
    if line.mended:
        prop.flaws.append("joined_line")
    return prop


def _colon(raw: bytes, start: int) -> int:
    """Where the value begins: the first colon outside quotes, or the first at all."""
    first = raw.find(b":", start)
    quote = raw.find(b'"', start)
    if quote < 0 or quote > first:
        return first
    quoted = False
    for position in range(start, len(raw)):
        if raw[position] == 0x22:
            quoted = not quoted
        elif raw[position] == 0x3A and not quoted:
            return position
    return first


def _parameters(raw: bytes) -> dict[str, list[str]]:
    params: dict[str, list[str]] = {}
    if not raw:
        return params
    text = without_controls(decode(raw)[0])
    for part in _split(text, ";")[:MAX_PARAMETERS]:
        key, equals, value = part.partition("=")
        if not equals:
            key, value = _bare(part.strip()), part
        key = key.strip().upper()
        values = [_plain(one) for one in _split(value, ",")]
        if key == "TYPE":
            values = [kind for one in values for kind in one.split(",")]
        params.setdefault(key, []).extend(value for value in values if value)
    return params


def _bare(value: str) -> str:
    """What a parameter without a name stands for in version 2.1."""
    upper = value.upper()
    if upper in _BARE_ENCODINGS:
        return "ENCODING"
    return "VALUE" if upper in _BARE_VALUES else "TYPE"


def _split(text: str, separator: str) -> list[str]:
    if '"' not in text:
        return text.split(separator)
    return re.findall(rf'(?:"[^"]*"|[^"{separator}]|")+', text)


def _plain(value: str) -> str:
    value = value.strip().strip('"')
    return re.sub(r"\^[n'^]", lambda found: _CARETS[found[0]], value) if "^" in value else value


def _value(prop: Property, raw: bytes) -> str:
    if prop.param("ENCODING").upper() == "QUOTED-PRINTABLE":
        raw = binascii.a2b_qp(_BROKEN_ESCAPE.sub(b"=3D", raw))
    if prop.is_base64 or raw[:40].lstrip()[:5].lower() == b"data:":
        return raw.decode("ascii", "replace").strip()
    text, flaw = decode(raw, prop.param("CHARSET"))
    if flaw:
        prop.flaws.append(flaw)
    if len(text) > MAX_TEXT and prop.name not in ("PHOTO", "LOGO", "SOUND", "KEY"):
        text = text[:MAX_TEXT]
        prop.flaws.append("text_cut")
    if has_controls(text):
        prop.flaws.append("control_characters")
    return without_controls(text)
