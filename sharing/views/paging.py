"""Lists with the newest first, paged by key: any page costs the same."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Up to 50 rows; `older` is the query string of the next page, empty at the end."""

    rows: list[Row]
    older: str
    newest: str


def page_of(rows: QuerySet[Row], request: HttpRequest) -> Page[Row]:
    """The page below the row whose id `vor` names in the address; `rows` go by -id."""
    before = request.GET.get("vor", "")
    has_cursor = before.isdecimal() and len(before) < 19
    if has_cursor:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: SIZE + 1])
    query = request.GET.copy()
    query.pop("vor", None)
    newest = f"?{query.urlencode()}" if has_cursor else ""
    if len(found) <= SIZE:
        return Page(found, "", newest)
    query["vor"] = str(found[SIZE - 1].pk)
    return Page(found[:SIZE], f"?{query.urlencode()}", newest)
