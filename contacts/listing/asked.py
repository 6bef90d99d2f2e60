"""Reads what an address of the overview asks for; anything in it may be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F
from django.http import QueryDict
from django.utils.http import urlencode

from base.errors import DomainError
from base.listing.address import DEFAULT_SIZE, read_id, read_query, read_size
from base.listing.keyset import Order
from contacts.listing.columns import read_columns
from contacts.listing.filters import FILTERS, Values
from contacts.ordering import ORDERS, UNKNOWN


def read_order(text: str) -> Order:
    """The order named in the address, by name for an unknown one."""
    key = text.removeprefix("-")
    known = key if key in ORDERS else "name"
    expression, kind = ORDERS[known]
    return Order(
        known,
        expression,
        kind,
        descending=text == f"-{known}",
        tie=None if known == "name" else F("sort_key"),
        unknown=UNKNOWN.get(known),
    )


@dataclass(frozen=True)
class Asked:
    """Search, filters, order, page size, columns and view; `problems` tells what was left out.

    `columns` are empty and `view` is 0 where the address names none.
    """

    query: str = ""
    chosen: Mapping[str, Values] = field(default_factory=dict)
    order: Order = field(default_factory=lambda: read_order(""))
    size: int = DEFAULT_SIZE
    columns: tuple[str, ...] = ()
    view: int = 0
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, address: QueryDict) -> Asked:
        """What an address asks for; whatever makes no sense is left out."""
        chosen, problems = _read_filters(address)
        return cls(
            query=read_query(address.get("q", "")),
            chosen=chosen,
            order=read_order(address.get("sort", "")),
            size=read_size(address.get("size", "")),
            columns=read_columns(address.get("spalten", "").split(",")),
            view=read_id(address.get("ansicht", "")),
            problems=tuple(problems),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the whole stock is asked for."""
        return bool(self.query or self.chosen)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as an address has them; what stands at its default is left out."""
        pairs = [("q", self.query)]
        pairs += [(key, value) for key, values in self.chosen.items() for value in values]
        pairs += [
            ("sort", self.order.name if self.order.name != "name" else ""),
            ("size", str(self.size) if self.size != DEFAULT_SIZE else ""),
            ("spalten", ",".join(self.columns)),
            ("ansicht", str(self.view or "")),
        ]
        return [(name, value) for name, value in pairs if value]

    def address(self, **more: str) -> str:
        """The query string, with `more` behind it.

        The whole stock asks for itself: an empty address shows the view one begins with.
        """
        pairs = [*self.pairs, *((name, value) for name, value in more.items() if value)]
        return "?" + (urlencode(pairs) or "alle")

    def sorted_by(self, key: str) -> Asked:
        """The same in the order of a column; the other way round where it is that already."""
        is_again = self.order.key == key and not self.order.descending
        return self.but(order=read_order(f"-{key}" if is_again else key))

    def without(self, key: str, value: str) -> Asked:
        """The same without one value of one filter."""
        left = tuple(one for one in self.chosen.get(key, ()) if one != value)
        chosen = {**self.chosen, key: left}
        return replace(self, chosen={name: values for name, values in chosen.items() if values})

    def but(self, **changes: Any) -> Asked:
        """The same with some parts replaced."""
        return replace(self, **changes)


def _read_filters(address: QueryDict) -> tuple[dict[str, Values], Iterable[str]]:
    chosen, problems = {}, []
    for key, known in FILTERS.items():
        try:
            if values := known.values(address.getlist(key)):
                chosen[key] = values
        except DomainError as error:
            problems.append(f"{known.label}: {error}")
    return chosen, problems
