"""What apps put into the header of a contact or property, registered in their `tabs.py`.

So an upper app shows itself on a page of a lower one without being named there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from base.ui.tabs import Area

Place = Literal["lead", "actions"]


@dataclass(frozen=True)
class HeaderPart:
    """A template that is included in the header, with everything that the page knows."""

    area: Area
    place: Place
    template: str
    order: int


@dataclass(frozen=True)
class Header:
    """The templates of one area, by place."""

    lead: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)


_parts: dict[tuple[str, str], HeaderPart] = {}


def register_header(part: HeaderPart) -> None:
    """Adds a part; registering the same template again replaces it."""
    _parts[part.area, part.template] = part


def header_of(area: Area) -> Header:
    """What was registered for the area, in order."""
    header = Header()
    for part in sorted(_parts.values(), key=lambda part: part.order):
        if part.area == area:
            getattr(header, part.place).append(part.template)
    return header
