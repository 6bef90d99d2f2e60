"""Opens an uploaded file, whatever it is: vCards, a table of text, a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from base.files.damage import DAMAGED_ZIP
from base.jobs.models import ImportRun, ImportSource
from contacts.imports.column_plans import plan_from
from contacts.imports.entry import Entry, card_entries
from contacts.imports.row_to_contact import table_entries
from contacts.tables.reading import read_table
from contacts.tables.workbook import is_workbook

TABLES: Final = "tables"
_CARD_ENDINGS: Final = frozenset({".vcf", ".vcard"})
_TABLE_ENDINGS: Final = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls"})
# What a row of a workbook has at least, unpacked.
_BYTES_OF_ROW: Final = 400


def is_table(name: str, data: bytes) -> bool:
    """Whether a file is a table rather than vCards: by its content, else by its name."""
    if _cards_in(data):
        return False
    ending = PurePath(name).suffix.lower()
    return ending in _TABLE_ENDINGS or (is_workbook(data) and ending not in _CARD_ENDINGS)


def entries_of(
    run: ImportRun, source: ImportSource, data: bytes, *, is_shown: bool = True
) -> Iterator[Entry]:
    """What the file holds, position by position; never raises for what is wrong with it."""
    if not is_table(source.name, data):
        return card_entries(data, run.agency.country, is_shown=is_shown)
    table = read_table(data)
    if table.problem:
        return iter([Entry(0, source.name, None, problems=(str(table.problem),))])
    option = run.options.get(TABLES, {}).get(str(source.pk))
    return table_entries(table, plan_from(option, table, run.agency.country))


def needs_setup(run: ImportRun) -> bool:
    """Whether one of the files is a table, whose columns a person has to confirm."""
    for source in run.sources.all():
        data = source.read()
        if is_table(source.name, data) and not read_table(data).problem:
            return True
    return False


def estimate(data: bytes) -> int:
    """About how many cards or rows a file holds, in whichever of the usual encodings."""
    if is_workbook(data):
        return _rows_of_workbook(data)
    return _cards_in(data) or data.count(b"\n")


def _cards_in(data: bytes) -> int:
    return data.replace(b"\x00", b"").upper().count(b"BEGIN:VCARD")


def _rows_of_workbook(data: bytes) -> int:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except DAMAGED_ZIP:
        return 0
    sheets = [part.file_size for part in parts if part.filename.startswith("xl/worksheets/")]
    return min(max(sheets, default=0) // _BYTES_OF_ROW, 100_000)
