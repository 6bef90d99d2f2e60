"""The overview of contacts as its address asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from contacts.models import Contact
from contacts.models.contact import ContactQuerySet
from contacts.ordering import ORDERS
from contacts.paging import DEFAULT_SIZE, SIZES, Order, Page, page_of
from contacts.queries import search

# Beyond this many, counting would cost more than the number tells.
COUNT_CAP = 5_000

_COLUMNS = (
    "id", "kind", "title_before", "given_name", "family_name", "title_after", "company_name",
    "primary_phone", "primary_email", "primary_place", "initials", "photo_id",
    "terms_confirmed_at", "open_orders", "last_activity_at",
)  # fmt: skip


def read_order(text: str) -> Order:
    """The order named in the address, by name for an unknown one."""
    key = text.removeprefix("-")
    known = key if key in ORDERS else "name"
    expression, kind = ORDERS[known]
    return Order(known, expression, kind, descending=text == f"-{known}")


def read_size(text: str) -> int:
    """The page size asked for, if it is one that is offered."""
    return int(text) if text in map(str, SIZES) else DEFAULT_SIZE


@dataclass(frozen=True)
class Overview:
    """A view of the stock: what is searched, how it is sorted, which page."""

    contacts: ContactQuerySet
    agency_id: int
    query: str
    order: Order
    size: int
    after: str
    before: str

    @classmethod
    def of(cls, contacts: ContactQuerySet, agency_id: int, asked: QueryDict) -> Overview:
        """What an address asks for; whatever makes no sense is left out."""
        return cls(
            contacts=contacts,
            agency_id=agency_id,
            query=" ".join(asked.get("q", "").replace("\x00", " ").split())[:200],
            order=read_order(asked.get("sort", "")),
            size=read_size(asked.get("size", "")),
            after=asked.get("after", ""),
            before=asked.get("before", ""),
        )

    @cached_property
    def found(self) -> ContactQuerySet:
        """All contacts that the search finds."""
        return search(self.contacts, self.agency_id, self.query)

    @cached_property
    def page(self) -> Page[Contact]:
        """The page to show, with the columns of the overview only."""
        rows = self.found.only(*_COLUMNS)
        return page_of(rows, self.order, size=self.size, after=self.after, before=self.before)

    @cached_property
    def count(self) -> int:
        """How many were found, counted up to the cap."""
        return self.found.order_by().values("pk")[: COUNT_CAP + 1].count()

    @property
    def is_count_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.count > COUNT_CAP
