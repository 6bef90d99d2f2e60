"""Reading a file as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from contacts.tables import text, workbook
from contacts.tables.guessing import field_of
from contacts.tables.table import Table, TextRow, padded, unreadable

_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DATA: Final = re.compile(r"[^@\s]+@[^@\s]+\.\w+$|\+?[\d\s()/.-]{4,}$")
_TITLE_ROWS: Final = 10


def read_table(data: bytes) -> Table:
    """The table in a CSV or XLSX file; never raises, a file that is none says why."""
    if data.startswith(_OLD_EXCEL):
        return unreadable(
            _("Alte Excel-Dateien (.xls) bitte in Excel als .xlsx oder .csv speichern.")
        )
    if workbook.is_workbook(data):
        return _workbook(data)
    if not data.strip():
        return unreadable(_("Die Datei ist leer."))
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return unreadable(_("Das ist keine Tabelle."))
    decoded = text.decode(data)
    delimiter = text.delimiter_of(decoded)
    return _table(lambda: text.read_rows(decoded, delimiter))


def _workbook(data: bytes) -> Table:
    try:
        return _table(lambda: workbook.read_rows(data))
    except workbook.NoWorkbook as error:
        return unreadable(str(error))


def _table(read: Callable[[], Iterator[TextRow]]) -> Table:
    """The table whose headings stand in the first row that looks like headings."""
    head = list(islice(read(), _TITLE_ROWS))
    if not head:
        return unreadable(_("In dieser Datei steht keine Tabelle."))
    place = _headings_at(head)
    width = max(len(row) for row in head[max(place, 0) :])
    named = padded(head[place], width) if place >= 0 else [""] * width
    headings = tuple(_distinct(named))

    def rows() -> Iterator[TextRow]:
        return (padded(row, len(headings)) for row in islice(read(), place + 1, None))

    return Table(headings, rows, first_line=place + 2)


def _headings_at(head: list[TextRow]) -> int:
    """Where the headings stand; -1 for a file that begins with data at once.

    Above them a title or an empty line may stand, as exports write them.
    """
    known = [sum(bool(field_of(cell)) for cell in row) for row in head]
    best = max(range(len(head)), key=lambda place: (known[place], -place))
    if known[best] >= 2 or (known[best] and best == 0):
        return best
    return -1 if any(_DATA.match(cell) for cell in head[0]) else 0


def _distinct(headings: TextRow) -> Iterator[str]:
    """Each heading once and none empty, so that a mapping can name columns."""
    seen: set[str] = set()
    for number, heading in enumerate(headings, 1):
        name = " ".join(heading.split())[:120] or _("Spalte %(number)d") % {"number": number}
        if name in seen:
            name = f"{name} ({number})"
        seen.add(name)
        yield name
