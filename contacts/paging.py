"""Pages of a list by keyset: any page costs the same, however deep and however many rows.

A cursor names the row before or after which a page begins. It comes from the address bar, so
anything in it may be wrong: then the list begins at its beginning.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import F, Func, Model, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan, LessThan

Row = TypeVar("Row", bound=Model)

SIZES = (25, 50, 100, 200)
DEFAULT_SIZE = 50
_LARGEST_ID = 2**63 - 1
_LARGEST_INTEGER = 2**31 - 1
_LARGEST_POSITION = 10**12


Sortable = str | int | date | datetime


@dataclass(frozen=True)
class Order:
    """A column to sort by; `key` stands in the address, `kind` is the type of its values."""

    key: str
    expression: Combinable
    kind: type[str] | type[int] | type[date] | type[datetime]
    descending: bool = False

    @property
    def name(self) -> str:
        """As in the address: `-name` for descending."""
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True)
class Cursor:
    """A row of a list in the order named `order`; `position` counts the rows up to it."""

    order: str
    value: Sortable
    id: int
    position: int

    def encode(self) -> str:
        """The cursor as it stands in the address."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        packed = json.dumps([self.order, value, self.id, self.position])
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_cursor(text: str, order: Order) -> Cursor | None:
    """The cursor in an address; None for garbage and for a cursor of another order."""
    try:
        packed = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
        name, raw, identity, position = json.loads(packed)
        cursor = Cursor(name, _read(raw, order), int(identity), int(position))
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError):
        return None
    return cursor if _fits(cursor, order) else None


def _read(raw: Any, order: Order) -> Any:
    if order.kind is datetime:
        return datetime.fromisoformat(raw)
    return date.fromisoformat(raw) if order.kind is date else raw


def _fits(cursor: Cursor, order: Order) -> bool:
    value = cursor.value
    if type(value) is not order.kind or cursor.order != order.name:
        return False
    if isinstance(value, int) and not 0 <= value <= _LARGEST_INTEGER:
        return False
    if isinstance(value, datetime) and value.tzinfo is None:
        return False
    if isinstance(value, str) and not value.isprintable():
        return False
    return 0 <= cursor.id <= _LARGEST_ID and 0 <= cursor.position <= _LARGEST_POSITION


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page; `first` is the position of its first row, from 1; cursors are empty at the ends."""

    rows: list[Row]
    first: int
    before: str
    after: str

    @property
    def last(self) -> int:
        """The position of the last row."""
        return self.first + len(self.rows) - 1


def page_of(
    rows: QuerySet[Row], order: Order, *, size: int, after: str = "", before: str = ""
) -> Page[Row]:
    """The page of `rows` behind `after` or in front of `before`, the first one otherwise."""
    sorted_rows: Any = rows.annotate(_order=order.expression)
    if cursor := read_cursor(before, order):
        page = _backwards(sorted_rows, order, cursor, size)
        if page is not None:
            return page
    cursor = read_cursor(after, order)
    found = list(_behind(sorted_rows, order, cursor, order.descending)[: size + 1])
    first = cursor.position + 1 if cursor else 1
    shown = found[:size]
    return Page(
        rows=shown,
        first=first,
        before=_cursor(shown[0], order, first) if cursor and shown else "",
        after=_cursor(shown[-1], order, first + size - 1) if len(found) > size else "",
    )


def page_among(
    ids: Sequence[int],
    rows: QuerySet[Row],
    order: Order,
    *,
    size: int,
    after: str = "",
    before: str = "",
) -> Page[Row]:
    """A page of the rows with `ids`, which stand in `order` already."""
    start = _start(ids, order, size, after, before)
    shown_ids = ids[start : start + size]
    annotated: Any = rows.filter(pk__in=shown_ids).annotate(_order=order.expression)
    found = {row.pk: row for row in annotated}
    shown = [found[pk] for pk in shown_ids if pk in found]
    has_more = start + size < len(ids)
    return Page(
        rows=shown,
        first=start + 1,
        before=_cursor(shown[0], order, start + 1) if start and shown else "",
        after=_cursor(shown[-1], order, start + size) if has_more and shown else "",
    )


def _start(ids: Sequence[int], order: Order, size: int, after: str, before: str) -> int:
    if cursor := read_cursor(before, order):
        return max(_place(ids, cursor, cursor.position - 1) - size, 0)
    if cursor := read_cursor(after, order):
        return min(_place(ids, cursor, cursor.position - 1) + 1, max(len(ids) - 1, 0))
    return 0


def _place(ids: Sequence[int], cursor: Cursor, otherwise: int) -> int:
    """Where the cursor's row stands now; where it stood if it is gone."""
    return ids.index(cursor.id) if cursor.id in ids else max(otherwise, 0)


def _backwards(rows: QuerySet[Row], order: Order, cursor: Cursor, size: int) -> Page[Row] | None:
    """The page in front of `cursor`; None when that is the first page or less than a whole one."""
    found = list(_behind(rows, order, cursor, not order.descending)[: size + 1])
    if len(found) <= size:
        return None
    shown = found[:size][::-1]
    first = max(cursor.position - size, 1)
    return Page(
        rows=shown,
        first=first,
        before=_cursor(shown[0], order, first),
        after=_cursor(shown[-1], order, first + size - 1),
    )


def _behind(
    rows: QuerySet[Row], order: Order, cursor: Cursor | None, descending: bool
) -> QuerySet[Row]:
    """Rows from `cursor` on in one direction: one comparison of pairs, which the index answers."""
    direction = "-" if descending else ""
    in_order = rows.order_by(f"{direction}_order", f"{direction}pk")
    if cursor is None:
        return in_order
    here = _pair(order.expression, F("pk"))
    there = _pair(Value(cursor.value), Value(cursor.id))
    return in_order.filter(LessThan(here, there) if descending else GreaterThan(here, there))


def _pair(value: Combinable, identity: Combinable) -> Func:
    return Func(value, identity, function="ROW", output_field=TextField())


def _cursor(row: Row, order: Order, position: int) -> str:
    value: Any = row._order  # type: ignore[attr-defined]
    return Cursor(order.name, value, row.pk, position).encode()
