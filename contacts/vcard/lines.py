"""From bytes to content lines: line ends, folding in all its broken forms, soft line breaks.

RFC 6350 section 3.2 says how a line is folded. Real files also fold between the bytes of one
character, forget the space before a continuation, let quoted-printable run over line ends
without marking them, and wrap Base64 as they please.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NAME = re.compile(rb"[A-Za-z0-9_./-]+\s*[;:]")
#: A line that is folded before its colon; only names that no sentence begins with.
_FOLDED_HEAD: Final = re.compile(
    rb"(?:[A-Za-z0-9_-]+\.)?(?:TEL|EMAIL|ADR|LABEL|PHOTO|LOGO|KEY|SOUND|BDAY|URL|IMPP|ORG|NOTE|X-[A-Z]+);"
    rb"[A-Za-z0-9-]+(?:[=,;]|$)",
    re.IGNORECASE,
)
_QUOTED_PRINTABLE: Final = re.compile(rb"[;=]\s*\"?QUOTED-PRINTABLE", re.IGNORECASE)
_BASE64: Final = re.compile(rb"[;=]\s*\"?(?:BASE64|B)\"?\s*(?:[;,]|$)", re.IGNORECASE)
_BASE64_BODY: Final = re.compile(rb"[A-Za-z0-9+/=\s]+$")
#: Where a line that is no content line is most likely text that lost its folding.
_PROSE: Final = re.compile(rb"(?:[A-Za-z0-9_-]+\.)?(?:NOTE|LABEL|ADR|AGENT)[;:]", re.IGNORECASE)
#: An address of the web that stands alone, torn from the text before it.
_TORN_ADDRESS: Final = re.compile(rb"(?:https?|ftps?|file)://", re.IGNORECASE)
_MARK: Final = re.compile(rb"(?:\xef\xbb\xbf|[ \t>|])*(BEGIN|END)\s*:\s*VCARD\s*$", re.IGNORECASE)
#: Marks that lost the line ends between them, as joining files without one at their end does.
_MARKS: Final = re.compile(
    rb"(?:(?:BEGIN|END)\s*:\s*VCARD(?:\xef\xbb\xbf|\s)*){2,}$", re.IGNORECASE
)
_BOM: Final = b"\xef\xbb\xbf"
_ONE_MARK: Final = re.compile(rb"(?:BEGIN|END)\s*:\s*VCARD", re.IGNORECASE)


@dataclass(slots=True)
class NumberedLine:
    """One unfolded line: its bytes, where it begins (from 1), and whether it had to be mended."""

    raw: bytes
    number: int
    mended: bool = False


def marker(line: bytes) -> str:
    """ "BEGIN" or "END" where the line begins or ends a card, otherwise an empty text."""
    found = _MARK.match(line) if len(line) < 200 else None
    return found[1].decode("ascii").upper() if found else ""


def content_lines(data: bytes) -> Iterator[NumberedLine]:
    """The unfolded lines of a file, markers among them, blank lines left out."""
    unfolding = _Unfolding()
    for number, raw in enumerate(_physical(data), start=1):
        for piece in unfolding.pieces(raw):
            done = unfolding.take(piece, number)
            if done is not None:
                yield done
    last = unfolding.finish()
    if last is not None:
        yield last


def _physical(data: bytes) -> list[bytes]:
    whole = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return whole.split(b"\n")


class _Unfolding:
    """Collects the parts of one line until another begins."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._number = 0
        self._mended = False
        self._soft = False
        self._base64 = False
        self._prefix = b""

    def finish(self) -> NumberedLine | None:
        if not self._parts:
            return None
        line = NumberedLine(b"".join(self._parts), self._number, self._mended)
        self._parts = []
        return line

    def pieces(self, raw: bytes) -> list[bytes]:
        """The marks of a line that holds several and nothing else; any other line whole.

        What continues a value is part of it, whatever it says.
        """
        bare = raw.removeprefix(self._prefix)
        is_continued = bool(self._parts) and (bare[:1] in (b" ", b"\t") or self._awaits_more())
        if is_continued or not _MARKS.match(bare.removeprefix(_BOM)):
            return [raw]
        return [self._prefix + mark for mark in _ONE_MARK.findall(bare)]

    def _awaits_more(self) -> bool:
        return self._soft and self._parts[-1].rstrip(b" \t").endswith(b"=")

    def take(self, raw: bytes, number: int) -> NumberedLine | None:
        """Add a physical line; give the line before it when that is complete."""
        mark = marker(raw)
        if mark == "BEGIN" and not self._continues(raw):
            self._prefix = raw[: len(raw) - len(raw.lstrip(b" \t>|"))]
        elif self._prefix and raw.startswith(self._prefix):
            raw = raw[len(self._prefix) :]
        if mark and not (raw[:1] in (b" ", b"\t") and self._parts and self._is_agent()):
            return self._start(raw.removeprefix(_BOM).strip(b" \t>|"), number)
        if self._parts and self._join(raw):
            return None
        return self._start(raw, number) if raw.strip() else None

    def _continues(self, raw: bytes) -> bool:
        return bool(self._parts) and raw[:1] in (b" ", b"\t") and self._is_agent()

    def _is_agent(self) -> bool:
        return self._parts[0][:6].upper() in (b"AGENT:", b"AGENT;")

    def _start(self, raw: bytes, number: int) -> NumberedLine | None:
        done = self.finish()
        self._parts, self._number, self._mended = [raw], number, False
        head = raw[:500].partition(b":")[0]
        self._base64 = bool(_BASE64.search(head)) or b";base64" in raw[:500].lower()
        self._soft = bool(_QUOTED_PRINTABLE.search(head))
        return done

    def _join(self, raw: bytes) -> bool:
        last = self._parts[-1]
        if self._awaits_more():
            self._parts[-1] = last.rstrip(b" \t")[:-1]
            self._parts.append(raw)
            return True
        if raw[:1] in (b" ", b"\t"):
            self._parts.append(raw.strip() if self._base64 else raw[1:])
            return True
        if not raw.strip() or _begins_property(raw):
            return False
        return self._mend(raw)

    def _mend(self, raw: bytes) -> bool:
        """Join a line that is none by itself to the value it was torn from."""
        if self._base64 and _BASE64_BODY.match(raw):
            self._parts.append(raw.strip())
            return True
        if not _PROSE.match(self._parts[0]) or raw.startswith(b"#"):
            return False
        self._parts.append((b"=0A" if self._soft else b"\\n") + raw)
        self._mended = True
        return True


def _begins_property(raw: bytes) -> bool:
    if _FOLDED_HEAD.match(raw):
        return True
    return bool(_NAME.match(raw)) and b":" in raw and not _TORN_ADDRESS.match(raw)
