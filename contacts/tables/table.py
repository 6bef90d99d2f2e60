"""A table as it was read: headings and rows of text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from base.labels import Label

#: Far above any real address book, low enough to be harmless.
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 20_000

TextRow = list[str]


@dataclass(frozen=True)
class Table:
    """`headings` are never empty texts; `rows` reads the rows anew at each call, one by one.

    `first_line` is where the first row stands as people count lines, from 1. `problem` says why
    a file could not be read as a table; there are no rows then.
    """

    headings: tuple[str, ...]
    rows: Callable[[], Iterator[TextRow]]
    problem: Label = ""
    first_line: int = 2


def unreadable(problem: Label) -> Table:
    """A table that says why there is none."""
    return Table((), lambda: iter(()), problem)


def padded(row: TextRow, width: int) -> TextRow:
    """The row with exactly `width` cells."""
    return row[:width] if len(row) >= width else row + [""] * (width - len(row))
