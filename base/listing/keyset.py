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

from django.db.models import (
    BooleanField,
    CharField,
    ExpressionWrapper,
    F,
    Func,
    Model,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan, LessThan

Row = TypeVar("Row", bound=Model)

_LARGEST_ID = 2**63 - 1
_LARGEST_INTEGER = 2**31 - 1
_LARGEST_POSITION = 10**12


Sortable = str | int | date | datetime


@dataclass(frozen=True)
class Order:
    """A column to sort by; `key` stands in the address, `kind` is the type of its values.

    Rows of one value are sorted by the text `tie`, where there is one, then by their id. Rows
    whose value is `unknown` come last in either direction.
    """

    key: str
    expression: Combinable
    kind: type[str] | type[int] | type[date] | type[datetime]
    descending: bool = False
    tie: Combinable | None = None
    unknown: Sortable | None = None

    @property
    def name(self) -> str:
        """As in the address: `-name` for descending."""
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True)
class Cursor:
    """A row of a list in the order named `order`; `position` counts the rows up to it."""

    order: str
    value: Sortable
    tie: str
    id: int
    position: int

    def encode(self) -> str:
        """The cursor as it stands in the address."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        packed = json.dumps([self.order, value, self.tie, self.id, self.position])
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_cursor(text: str, order: Order) -> Cursor | None:
    """The cursor in an address; None for garbage and for a cursor of another order."""
    try:
        packed = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
        name, raw, tie, identity, position = json.loads(packed)
        cursor = Cursor(name, _read(raw, order), str(tie), int(identity), int(position))
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
    if not cursor.tie.isprintable() or (isinstance(value, str) and not value.isprintable()):
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
    sorted_rows = _annotated(rows, order)
    if cursor := read_cursor(before, order):
        page = _backwards(sorted_rows, order, cursor, size)
        if page is not None:
            return page
    cursor = read_cursor(after, order)
    found = _walk(sorted_rows, order, cursor, size + 1)
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
    found = {row.pk: row for row in _annotated(rows.filter(pk__in=shown_ids), order)}
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


def _backwards(rows: Any, order: Order, cursor: Cursor, size: int) -> Page[Any] | None:
    """The page in front of `cursor`; None when that is the first page or less than a whole one."""
    found = _walk(rows, order, cursor, size + 1, backwards=True)
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


def in_order(rows: QuerySet[Row], order: Order) -> Any:
    """All of `rows` as the pages show them one after the other."""
    unknown = ExpressionWrapper(_is_unknown(order), BooleanField())
    known_first = [] if order.unknown is None else [unknown.asc()]
    return _annotated(rows, order).order_by(*known_first, *_keys(order, order.descending))


def _annotated(rows: QuerySet[Row], order: Order) -> Any:
    tie = order.tie or Value("", CharField())
    return rows.annotate(_order=order.expression, _tie=tie)


def _keys(order: Order, descending: bool) -> list[str]:
    names = ["_order", *(["_tie"] if order.tie else []), "pk"]
    return [f"-{name}" if descending else name for name in names]


def _is_unknown(order: Order) -> Q:
    return Q(_order=Value(order.unknown))


def _stretches(order: Order) -> list[Q]:
    """What one walk along the index reads at a time: known values, then the unknown one."""
    if order.unknown is None:
        return [Q()]
    return [~_is_unknown(order), _is_unknown(order)]


def _stretch(
    rows: Any, order: Order, cursor: Cursor | None, condition: Q, *, backwards: bool
) -> Any:
    """Rows that meet `condition` behind `cursor`, or in front of it with the nearest first."""
    descending = order.descending != backwards
    found = rows.filter(condition).order_by(*_keys(order, descending))
    if cursor is None:
        return found
    tie = [(order.tie, Value(cursor.tie))] if order.tie else []
    pairs = [(order.expression, Value(cursor.value)), *tie, (F("pk"), Value(cursor.id))]
    here, there = (_as_one(*parts) for parts in zip(*pairs, strict=True))
    return found.filter(LessThan(here, there) if descending else GreaterThan(here, there))


def _walk(
    rows: Any, order: Order, cursor: Cursor | None, limit: int, *, backwards: bool = False
) -> list[Any]:
    """The next rows from `cursor` on, in one query whatever they know."""
    stretches = _stretches(order)
    start = 1 if cursor and len(stretches) > 1 and cursor.value == order.unknown else 0
    ahead = stretches[start::-1] if backwards else stretches[start:]
    parts = [
        _stretch(
            rows.annotate(_part=Value(number)),
            order,
            None if number else cursor,
            condition,
            backwards=backwards,
        )[:limit]
        for number, condition in enumerate(ahead)
    ]
    if len(parts) == 1:
        return list(parts[0])
    # Each part comes in its order; which part comes first, the database need not say.
    found = parts[0].union(*parts[1:], all=True)
    return sorted(found, key=lambda row: row._part)[:limit]


def _as_one(*parts: Combinable) -> Func:
    """Compared as one, which the index answers."""
    return Func(*parts, function="ROW", output_field=TextField())


def _cursor(row: Row, order: Order, position: int) -> str:
    value: Any = row._order  # type: ignore[attr-defined]
    return Cursor(order.name, value, row._tie, row.pk, position).encode()  # type: ignore[attr-defined]
