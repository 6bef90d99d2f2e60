"""Lists with the newest first, paged by id: any page costs the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

from base.listing.address import read_id

Row = TypeVar("Row", bound=Model)
SIZE = 50
_BELOW = "vor"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Up to 50 rows; `older` and `newest` are the query strings of the next page and the first.

    Either is empty where it leads nowhere.
    """

    rows: list[Row]
    older: str
    newest: str


def page_of(rows: QuerySet[Row], address: QueryDict) -> Page[Row]:
    """The page below the row whose id `vor` names in the address; `rows` go by -id."""
    below = read_id(address.get(_BELOW, ""))
    found = list((rows.filter(pk__lt=below) if below else rows)[: SIZE + 1])
    kept = address.copy()
    kept.pop(_BELOW, None)
    newest = f"?{kept.urlencode()}" if below else ""
    if len(found) <= SIZE:
        return Page(found, "", newest)
    kept[_BELOW] = str(found[SIZE - 1].pk)
    return Page(found[:SIZE], f"?{kept.urlencode()}", newest)
