"""Reads properties: the overview as its address asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from base.labels import Label
from base.listing.address import read_place, read_query, read_size
from base.listing.counting import Count
from base.listing.keyset import Order, Page, page_of
from contacts.duplicates.normalise import fold
from properties import ordering
from properties.choices import MarketingType, ObjectType, Status
from properties.listing.drawn_rows import FIELDS
from properties.models import Property
from properties.models.property import PropertyQuerySet

DEFAULT_ORDER = "-updated"
FILTER_LABELS = {
    "marketing_type": _("Vermarktung"),
    "object_type": _("Objektart"),
    "status": _("Status"),
}
FILTERS: dict[str, Sequence[tuple[str, Label]]] = {
    "marketing_type": MarketingType.choices,
    "object_type": ObjectType.choices,
    "status": Status.choices,
}


def read_order(text: str) -> Order:
    """The order named in the address; what changed last comes first for an unknown one."""
    name = text if text.removeprefix("-") in ordering.KEYS else DEFAULT_ORDER
    key, descending = name.removeprefix("-"), name.startswith("-")
    expression = ordering.expression(key, descending=descending)
    return Order(key, expression, _kind(key), descending)


def _kind(key: str) -> Any:
    if key in ordering.MOMENTS:
        return datetime
    return int if key in ordering.NUMBERS else str


def search(properties: PropertyQuerySet, query: str) -> PropertyQuerySet:
    """Those whose number, title, kind, address or place hold every word of `query`.

    Words are compared folded: ä, ae and a are one, so are ß and ss.
    """
    words = fold(query).split()
    if query.strip() and not words:
        return properties.none()
    for word in words:
        properties = properties.filter(search_text__contains=word)
    return properties


@dataclass(frozen=True)
class Overview:
    """A view of the portfolio: what is searched and filtered, how it is sorted, which page."""

    properties: PropertyQuerySet
    query: str
    chosen: dict[str, str]
    order: Order
    size: int
    after: str
    before: str

    @classmethod
    def of(cls, properties: PropertyQuerySet, asked: QueryDict) -> Overview:
        """What an address asks for; whatever makes no sense is left out."""
        return cls(
            properties=properties,
            query=read_query(asked.get("q", "")),
            chosen={
                name: value
                for name, known in FILTERS.items()
                if (value := asked.get(name, "")) in dict(known)
            },
            order=read_order(asked.get("sort", "")),
            size=read_size(asked.get("size", "")),
            **read_place(asked),
        )

    @cached_property
    def found(self) -> PropertyQuerySet:
        """All properties that search and filters leave."""
        return search(self.properties.filter(**self.chosen), self.query)

    @cached_property
    def page(self) -> Page[Property]:
        """The page to show, each with its title picture."""
        rows = self.found.only(*FIELDS).with_cover()
        return page_of(rows, self.order, size=self.size, after=self.after, before=self.before)

    @cached_property
    def _count(self) -> Count:
        return Count.of(self.found)

    @property
    def count(self) -> int:
        """How many were found, counted up to the cap."""
        return self._count.counted

    @property
    def is_count_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self._count.is_capped

    @property
    def shown_count(self) -> int:
        """The number to show: the count, or the cap where there are more."""
        return self._count.shown

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter leaves something out."""
        return bool(self.query or self.chosen)
