"""Which lines belong to which card: missing and repeated marks, cards inside cards and mails.

A card inside an AGENT property is text of the outer card. Any other card inside a card becomes
a card of its own: either it is one, or the END before it is missing, and neither may lose it.
"""

from dataclasses import dataclass, field
from typing import Final

from contacts.vcard.limits import MAX_CARDS, MAX_DEPTH, MAX_PROPERTIES, MAX_TEXT
from contacts.vcard.lines import NumberedLine, content_lines, marker
from contacts.vcard.properties import Property, parse

_TELLING: Final = frozenset({"VERSION", "FN", "N"})
_UNREADABLE: Final = "X-UNREADABLE"


@dataclass(slots=True)
class Frame:
    """The properties of one card and what went wrong around them, as codes with lines."""

    number: int
    properties: list[Property] = field(default_factory=list)
    flaws: list[tuple[str, int]] = field(default_factory=list)

    def add(self, line: NumberedLine) -> None:
        if len(self.properties) >= MAX_PROPERTIES:
            self.flaws.append(("too_many_lines", line.number))
            return
        prop = parse(line)
        if prop is None:
            prop = parse(NumberedLine(_UNREADABLE.encode() + b":" + line.raw, line.number))
            self.flaws.append(("unreadable_line", line.number))
        if prop is not None:
            self.properties.append(prop)


def frames(data: bytes) -> tuple[list[Frame], bool]:
    """The cards of a file in the order of their beginnings, and whether there were too many."""
    framing = _Framing()
    for line in content_lines(data):
        framing.take(line)
        if len(framing.cards) > MAX_CARDS:
            return framing.cards[:MAX_CARDS], True
    framing.finish()
    return framing.cards, False


class _Framing:
    def __init__(self) -> None:
        self.cards: list[Frame] = []
        self._open: list[Frame] = []
        self._agents: list[Property] = []
        self._outside: list[NumberedLine] = []

    def take(self, line: NumberedLine) -> None:
        mark = marker(line.raw)
        if mark == "BEGIN":
            self._begin(line)
        elif mark == "END":
            self._end()
        elif self._agents:
            self._add_to_agent(line)
        elif self._open:
            self._open[-1].add(line)
        elif len(self._outside) < MAX_PROPERTIES:
            self._outside.append(line)
        self._watch_for_agent()

    def finish(self) -> None:
        """End what is still open; without any card, take loose properties for one."""
        for frame in self._open:
            frame.flaws.append(("no_end", frame.number))
        if not self.cards:
            self._adopt_outside()

    def _begin(self, line: NumberedLine) -> None:
        current = self._open[-1] if self._open else None
        last = current.properties[-1] if current and current.properties else None
        if self._agents or (last and last.name == "AGENT" and not last.value):
            self._agents.append(self._agents[-1] if self._agents else last or Property("", ""))
            return
        if current and not current.properties:
            self._drop(current)
        if len(self._open) >= MAX_DEPTH:
            lost = self._open.pop(0)
            lost.flaws.append(("no_end", lost.number))
        frame = Frame(line.number)
        if self._open:
            frame.flaws.append(("nested", line.number))
        self._open.append(frame)
        self.cards.append(frame)
        self._outside = []

    def _end(self) -> None:
        if self._agents:
            self._agents.pop()
        elif self._open:
            frame = self._open.pop()
            if not frame.properties and self._open and self.cards[-1] is frame:
                self.cards.pop()
        else:
            self._adopt_outside()
        self._outside = []

    def _drop(self, frame: Frame) -> None:
        """Forget a card that another one begins in before it has said anything."""
        self._open.remove(frame)
        if self.cards[-1] is frame:
            self.cards.pop()

    def _add_to_agent(self, line: NumberedLine) -> None:
        if len(self._agents[-1].value) > MAX_TEXT:
            return
        prop = parse(line)
        if prop is not None and prop.name != "VERSION":
            text = f"{prop.name}: {prop.value}".replace("\n", " ")
            agent = self._agents[-1]
            agent.value = "\\n".join(filter(None, (agent.value, text)))

    def _watch_for_agent(self) -> None:
        """`AGENT:BEGIN:VCARD` in one line opens a card as its own BEGIN would."""
        if self._agents or not self._open or not self._open[-1].properties:
            return
        last = self._open[-1].properties[-1]
        if last.name == "AGENT" and last.value.strip().upper() == "BEGIN:VCARD":
            last.value = ""
            self._agents.append(last)

    def _adopt_outside(self) -> None:
        number = self._outside[0].number if self._outside else 1
        frame = Frame(number, flaws=[("no_begin", number)])
        for line in self._outside:
            prop = parse(line)
            if prop is not None:
                frame.properties.append(prop)
        if any(prop.name in _TELLING for prop in frame.properties):
            self.cards.append(frame)
        self._outside = []
