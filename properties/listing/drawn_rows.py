"""Rows of the portfolio as HTML, made without a template.

In a template the cells of fifty properties would cost more than everything else on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from base.ui.formats import area, quantity, relative_day
from base.ui.templatetags.ui import badge, icon
from properties.choices import STATUS_TONES, MarketingType, Status
from properties.models import Property

# The columns that a row needs.
FIELDS = (
    *("title", "object_number", "status", "updated_at", "postal_code", "place"),
    *("object_type", "object_subtype", "marketing_type"),
    *("price", "rent", "rent_total", "rent_period", "currency"),
    *("living_area", "usable_area", "total_area", "plot_area", "rooms"),
)
_NOTHING = "–"
_MARKETING = dict(MarketingType.choices)


def draw_rows(properties: Iterable[Property]) -> list[SafeString]:
    """One `<tr>` for each property; every value in it is escaped."""
    base, rows = reverse("properties:list"), _Rows()
    return [
        mark_safe(f"<tr>{rows.name(one, base)}{rows.cells(one)}</tr>")  # noqa: S308 - escaped below
        for one in properties
    ]


def _thumb(one: Property, address: str) -> str:
    if one.cover is None:
        return f'<span class="thumb thumb-empty">{icon("house", 18)}</span>'
    return (
        f'<img class="thumb" src="{address}bilder/{one.cover.pk}/klein/" alt="" loading="lazy"'
        ' width="56" height="40">'
    )


class _Rows:
    """What rows consist of; labels, kinds and states are worked out once for all of them."""

    def __init__(self) -> None:
        labels = (
            *(_("Nummer"), _("Preis"), _("Fläche"), _("Zimmer")),
            *(_("Ort"), _("Status"), _("Geändert")),
        )
        self._number, *numbers, place, state, changed = (
            f'data-label="{escape(one)}"' for one in labels
        )
        self._numbers = [f'<td class="num" {label}>' for label in numbers]
        self._place, self._changed = f"<td {place}>", f"<td {changed}>"
        self._states = {
            str(one): f"<td {state}>{badge(one.label, STATUS_TONES[one])}</td>" for one in Status
        }
        self._kinds: dict[tuple[str, str, str], str] = {}

    def name(self, one: Property, base: str) -> str:
        """The first cell: picture, title and kind as one link."""
        address = f"{base}{one.pk}/"
        return (
            f'<td><a class="property-name" href="{address}">{_thumb(one, address)}'
            f'<span><span class="strong">{escape(str(one))}</span>'
            f'<span class="row-note">{self._kind(one)}</span></span></a></td>'
        )

    def _kind(self, one: Property) -> str:
        """»Haus · Kauf«."""
        key = one.object_type, one.object_subtype, one.marketing_type
        if key not in self._kinds:
            marketing = str(_MARKETING.get(one.marketing_type, one.marketing_type))
            said = f"{one.kind_label} · {marketing}" if marketing else one.kind_label
            self._kinds[key] = escape(said)
        return self._kinds[key]

    def cells(self, one: Property) -> str:
        """The cells after the first."""
        texts = (one.asking_text, area(one.main_area), quantity(one.rooms))
        numbers = [f"{td}{_told(text)}</td>" for td, text in zip(self._numbers, texts, strict=True)]
        return (
            f'<td class="property-number" {self._number}>{_told(one.object_number)}</td>'
            f"{''.join(numbers)}"
            f"{self._place}{_told(one.place_line)}</td>"
            f"{self._states[one.status]}"
            f"{self._changed}{_told(relative_day(one.updated_at))}</td>"
        )


def _told(text: str) -> str:
    """`text`, or what stands where nothing is known."""
    return escape(text) or _NOTHING
