"""Where notes are written: at a contact or at a property."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from contacts.access import get_contact_or_404
from contacts.pages import render_contact_tab
from properties.access import get_property_or_404
from properties.pages import render_property_tab


@dataclass(frozen=True)
class NoteSide:
    """One of the two: how what the notes are about is found, shown and addressed."""

    field: str
    template: str
    page: str
    one: str
    removal: str
    get: Callable[[HttpRequest, int], Any]
    render: Callable[..., HttpResponse]

    def others(self, note: Any) -> Any:
        """What else a note is about; None for what lies in the bin."""
        other = note.property if self.field == "contact" else note.contact
        return other if other is not None and other.deleted_at is None else None


def _urls(area: str) -> Mapping[str, str]:
    return {
        "page": f"properties:{area}_notes",
        "one": f"properties:{area}_note",
        "removal": f"properties:{area}_note_remove",
    }


OF_CONTACT = NoteSide(
    "contact",
    "properties/notes/of_contact.html",
    **_urls("contact"),
    get=get_contact_or_404,
    render=render_contact_tab,
)
OF_PROPERTY = NoteSide(
    "property",
    "properties/notes/of_property.html",
    **_urls("property"),
    get=get_property_or_404,
    render=render_property_tab,
)
