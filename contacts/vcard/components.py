"""What vobject needs to know to write our cards: order, folding and escaping of each property.

vobject knows version 3.0 alone; what is told apart here serves both. Its machinery does the rest:
components, the escaping of texts, names, addresses and lists, parameters, and folding.
"""

import io
import re
from collections.abc import Iterable
from typing import Any, Final

from vobject.base import Component, ContentLine, defaultSerialize, foldOneLine, registerBehavior
from vobject.icalendar import MultiTextBehavior
from vobject.vcard import (
    AddressBehavior,
    NameBehavior,
    OrgBehavior,
    VCardBehavior,
    VCardTextBehavior,
)

#: By this word vobject finds our behaviours among its own, which stay what they are. (Its stubs
#: want numbers where it takes words, and tables where it takes lists: hence Any.)
_OURS: Any = "immonaut"
#: RFC 6350 section 3.2: a line has at most 75 octets without its line end.
_WIDTH: Final = 75
_UNFOLDED: Final = 1 << 40
#: RFC 6868: what a parameter cannot hold. vobject refuses a quote there and writes line ends.
_CARETS: Final = {"^": "^^", '"': "^'", "\r\n": "^n", "\n": "^n", "\r": "^n"}
_NOT_IN_PARAMS: Final = re.compile(r'\r\n|[\^"\r\n]')


class _Octets(io.BytesIO):
    """Takes what vobject writes, which is text in one place and bytes in another."""

    def write(self, piece: Any) -> int:
        return super().write(piece.encode() if isinstance(piece, str) else piece)


class _Folded:
    """Writes a line once, and folds it by octets.

    vobject takes a value back to what it was after writing it, letter by letter, which nobody
    needs here; and it measures a text in letters before it folds, so that a line of seventy
    umlauts would keep its 140 octets. Bytes it measures rightly.
    """

    @classmethod
    def serialize(cls, obj: Any, buf: _Octets, lineLength: int, *_: Any, **__: Any) -> None:
        line = _written(obj)
        foldOneLine(buf, line.encode("utf-8", "replace"), lineLength)


def _written(line: Any) -> str:
    line = line.transformFromNative()
    line.behavior.encode(line)
    text: str = defaultSerialize(line, None, _UNFOLDED)
    return text.removesuffix("\r\n")


class _Text(_Folded, VCardTextBehavior):
    pass


class _Name(_Folded, NameBehavior):
    pass


class _Address(_Folded, AddressBehavior):
    pass


class _Parts(_Folded, OrgBehavior):
    pass


class _List(_Folded, MultiTextBehavior):
    allowGroup = True


class _Picture(VCardTextBehavior):
    """A picture in the card, by slices: vobject would ask for each of its letters."""

    @classmethod
    def encode(cls, line: Any) -> None:
        if isinstance(line.value, str) and line.value.startswith("data:"):
            line.encoded = True
        super().encode(line)

    @classmethod
    def serialize(cls, obj: Any, buf: _Octets, lineLength: int, *_: Any, **__: Any) -> None:
        text, width = _written(obj), lineLength - 1
        buf.write(text[:lineLength])
        for start in range(lineLength, len(text), width):
            buf.write("\r\n " + text[start : start + width])
        buf.write("\r\n")


_BEHAVIORS: Final = {
    "FN": _Text,
    "N": _Name,
    "ADR": _Address,
    "ORG": _Parts,
    "X-ADR-PARTS": _Parts,
    "CATEGORIES": _List,
    "PHOTO": _Picture,
}
for _property, _behavior in _BEHAVIORS.items():
    registerBehavior(_behavior, _property, id=_OURS)


class _Card(VCardBehavior):
    """A card of either version: what it holds, and how many of each."""

    name = "VCARD"
    isComponent = True
    defaultBehavior = _Text
    knownChildren = {
        "VERSION": (1, 1, None),
        **dict.fromkeys(_BEHAVIORS, (0, None, _OURS)),
        "FN": (1, None, _OURS),
    }


class _Component(Component):
    """A component whose properties stand in the order in which they were added."""

    def getSortedChildren(self) -> list[ContentLine]:
        return sorted(self.getChildren(), key=lambda line: line.lineNumber)


def content_line(name: str, value: Any, *params: tuple[str, ...], group: str = "") -> ContentLine:
    """A property; its value is text, bytes, a list of texts, or a name or address of vobject."""
    is_native = not isinstance(value, (str, bytes))
    written: Any = [(param, *map(_careted, values)) for param, *values in params]
    return ContentLine(name, written, value, group or None, isNative=is_native)


def _careted(value: str) -> str:
    return _NOT_IN_PARAMS.sub(lambda found: _CARETS[found[0]], value)


def card_octets(lines: Iterable[Any]) -> bytes:
    """A card of these properties as it stands in a file."""
    card = _Component("VCARD")
    card.behavior = _Card
    for number, line in enumerate(lines):
        line.lineNumber = number
        card.add(line)
        if isinstance(line.value, str) and line.behavior is not _Picture:
            # What is kept of a card may have the name of a property of components, and be one text.
            line.behavior = _Text
    written = _Octets()
    card.serialize(written, _WIDTH)
    return written.getvalue()
