"""Contacts as tables: CSV for Excel in German, and XLSX."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from base.errors import DomainError
from base.ui.formats import day
from contacts.listing.columns import Column, Plain, Words
from contacts.models import Contact

# Excel writes as many rows as a sheet has, the heading among them.
MOST_ROWS = 1_048_575
_BOM = "\ufeff"
# What a spreadsheet would take for a formula (OWASP, CSV Injection).
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_PHONE = re.compile(r"^\+\d[\d ]*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KEPT_IN_MEMORY = 1024 * 1024


class _Line:
    """What the csv module writes to: it hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        """The line itself, which `writerow` returns."""
        return line


def csv_lines(
    contacts: Iterable[Contact], columns: Sequence[Column], words: Words
) -> Iterator[str]:
    """Lines with semicolons and German dates behind a byte order mark, so that Excel reads them."""
    writer: Any = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    yield _BOM + writer.writerow([str(column.label) for column in columns])
    for contact in contacts:
        yield writer.writerow([_csv_text(column.exported(contact, words)) for column in columns])


def _csv_text(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return harmless(str(value))


def harmless(text: str) -> str:
    """The text so that no spreadsheet calculates it; international phone numbers stay as is."""
    return f"'{text}" if _FORMULA.match(text) and not _PHONE.match(text) else text


def xlsx_file(
    contacts: Iterable[Contact], columns: Sequence[Column], words: Words, count: int
) -> IO[bytes]:
    """A workbook, written row by row to a temporary file that vanishes when it is closed.

    Raises DomainError where a sheet cannot hold as many rows.
    """
    if count > MOST_ROWS:
        raise DomainError(_("So viele Zeilen fasst Excel nicht; bitte nehmen Sie CSV."))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Kontakte"))
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, str(column.label)) for column in columns])
    for contact in contacts:
        sheet.append([_cell(sheet, column.exported(contact, words)) for column in columns])
    kept: IO[bytes] = tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY)  # noqa: SIM115 - streamed
    book.save(kept)
    kept.seek(0)
    return kept


def _heading(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Plain) -> Any:
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "DD.MM.YYYY"
        return cell
    if isinstance(value, str) and value.startswith("="):
        cell = WriteOnlyCell(sheet, value=_CONTROL.sub("", value))
        cell.data_type = "s"  # text, whatever it begins with
        return cell
    return _CONTROL.sub("", value) if isinstance(value, str) else value
