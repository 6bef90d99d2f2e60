"""One view of the stock: what is found, the page of it to show, and how many there are.

Which way to a page is fast depends on how much is found, and the planner's guess at that is
wrong where filters depend on each other. So the first contacts found are fetched by id, in no
order: if they are few, that is all and they are sorted; if they are many, the next page of the
sort index holds enough of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from base.accounts.models import Agency
from base.listing.address import read_place
from base.listing.counting import CAP, Count
from base.listing.keyset import Page, page_among, page_of
from contacts.listing.asked import Asked
from contacts.listing.columns import COLUMNS, DEFAULT_COLUMNS, Column, read_columns
from contacts.listing.drawn_rows import fields_of
from contacts.listing.filters import FILTERS
from contacts.listing.search import SEARCH_CAP, Search, among
from contacts.models import Contact
from contacts.models.contact import ContactQuerySet

# So many are sorted rather than looked for along the sort index.
_FEW = 2_000
# More than any stock holds: a limit that only keeps the planner from walking the sort index.
_FENCE = 2**40


@dataclass(frozen=True)
class Overview:
    """What an address shows of an agency's contacts; columns as asked, else the usual ones."""

    contacts: ContactQuerySet
    agency: Agency
    asked: Asked
    after: str = ""
    before: str = ""
    usual_columns: Sequence[str] = DEFAULT_COLUMNS

    @classmethod
    def of(
        cls,
        contacts: ContactQuerySet,
        agency: Agency,
        address: QueryDict,
        usual_columns: Sequence[str] = (),
    ) -> Overview:
        """What an address asks for; whatever makes no sense is left out."""
        usual = read_columns(usual_columns) or DEFAULT_COLUMNS
        return cls(contacts, agency, Asked.of(address), **read_place(address), usual_columns=usual)

    @cached_property
    def columns(self) -> Sequence[Column]:
        """The columns to show, in their order."""
        return [COLUMNS[key] for key in self.asked.columns or self.usual_columns]

    @property
    def search(self) -> Search:
        """The search among the words."""
        return Search(self.agency.pk, self.asked.query)

    @cached_property
    def condition(self) -> Q:
        """What all filters together demand."""
        chosen = self.asked.chosen.items()
        return reduce(and_, (FILTERS[key].where(self.agency, vs) for key, vs in chosen), Q())

    @property
    def _stock(self) -> ContactQuerySet:
        """Two who are a couple are listed as that one contact; who is looked for, is found."""
        return self.contacts if self.asked.query else self.contacts.filter(is_in_couple=False)

    @property
    def found(self) -> ContactQuerySet:
        """All contacts that search and filters find, however many."""
        found = self._stock.filter(self.condition)
        return found.filter(pk__in=self.search.all_ids()) if self.asked.query else found

    @cached_property
    def _searched(self) -> list[int]:
        return self.search.ids()

    @cached_property
    def _narrowed(self) -> ContactQuerySet:
        """As `found`, with the search up to its cap."""
        found = self._stock.filter(self.condition)
        return found.filter(among(self._searched)) if self.asked.query else found

    @cached_property
    def _few(self) -> list[int] | None:
        """The ids of what the filters find, unless they are many."""
        if not self.asked.chosen:
            return None
        ids = list(self._narrowed.order_by().values_list("pk", flat=True)[: _FEW + 1])
        return ids if len(ids) <= _FEW else None

    @cached_property
    def page(self) -> Page[Contact]:
        """The page to show, with the columns of the overview only."""
        fields, order = fields_of(self.columns), self.asked.order
        place: Any = {"size": self.asked.size, "after": self.after, "before": self.before}
        rows = self.contacts.only(*fields)
        if self._is_search_alone and order.key == "name":
            ids = self._searched[::-1] if order.descending else self._searched
            return page_among(ids, rows, order, **place)
        if self._few is not None:
            return page_of(rows.filter(among(self._few)), order, **place)
        return page_of(self._walkable.only(*fields), order, **place)

    @property
    def _walkable(self) -> ContactQuerySet:
        """What was narrowed, so that walking it in order comes upon it soon."""
        found, order = self._narrowed, self.asked.order.key
        for key, values in self.asked.chosen.items():
            known = FILTERS[key]
            if order in known.bounds:
                found = found.filter(known.bounds[order](self.agency, values))
            elif order in known.tied_to(values):
                ids = self._narrowed.order_by().values("pk")[:_FENCE]
                return self.contacts.filter(pk__in=ids)
        return found

    @cached_property
    def _count(self) -> Count:
        if self._few is not None:
            return Count(len(self._few))
        if self._is_search_alone:
            return Count(len(self._searched))
        return Count.of(self._narrowed)

    @property
    def count(self) -> int:
        """How many were found, counted up to the cap."""
        return self._count.counted

    @property
    def _is_search_alone(self) -> bool:
        return bool(self.asked.query) and not self.asked.chosen

    @property
    def is_search_capped(self) -> bool:
        """Whether the search knows more than it lists."""
        return bool(self.asked.query) and len(self._searched) >= SEARCH_CAP

    @property
    def is_count_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self._count.is_capped or self.is_search_capped

    @property
    def shown_count(self) -> int:
        """The number to show: exact, or the cap where there are more."""
        return self._count.shown

    @cached_property
    def estimate(self) -> int:
        """About how many there are beyond the cap, as the planner knows; 0 where it is exact."""
        if not self.is_count_capped or self.is_search_capped:
            return 0
        plan = json.loads(self._narrowed.order_by().values("pk").explain(format="json"))
        rows = max(int(plan[0]["Plan"]["Plan Rows"]), CAP)
        return int(round(rows, 2 - len(str(rows))))
