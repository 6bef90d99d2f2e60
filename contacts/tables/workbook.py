"""Workbooks (XLSX): values as people see them, read row by row and checked before they unfold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from base.files.damage import DAMAGED_ZIP
from contacts.tables.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, TextRow

#: What a workbook may unfold to: one of 100,000 rows and 40 columns has some 150 MB.
MAX_UNPACKED: Final = 300 * 1024 * 1024
MAX_PARTS: Final = 2_000
#: Beyond this a part is packed tighter than any real sheet.
_MAX_RATIO: Final = 200
_RATIO_COUNTS_FROM: Final = 5 * 1024 * 1024

_ZEROS: Final = re.compile(r'"?0+"?$')
_DAMAGED: Final = (
    *DAMAGED_ZIP,
    InvalidFileException,
    ParseError,
    DefusedXmlException,
    TypeError,
    AttributeError,
)


class NoWorkbook(ValueError):
    """The bytes are no workbook that can be read; the text explains why."""


def is_workbook(data: bytes) -> bool:
    """Whether the bytes look like an archive, as every XLSX file is one."""
    return data.startswith(b"PK\x03\x04")


def check(data: bytes) -> None:
    """Raises NoWorkbook for what is none or would unfold beyond measure."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except DAMAGED_ZIP as error:
        raise NoWorkbook(_("Die Datei ist beschädigt.")) from error
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise NoWorkbook(_("Das ist keine Arbeitsmappe von Excel (.xlsx)."))
    if any(part.flag_bits & 0x1 for part in parts):
        raise NoWorkbook(_("Die Arbeitsmappe ist mit einem Kennwort geschützt."))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or any(map(_is_bomb, parts)):
        raise NoWorkbook(_("Die Arbeitsmappe ist entpackt zu groß."))


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    tight = part.file_size > _MAX_RATIO * max(part.compress_size, 1)
    return tight and part.file_size > _RATIO_COUNTS_FROM


def read_rows(data: bytes) -> Iterator[TextRow]:
    """The rows of the first sheet that holds any; formulas as the value they had when saved.

    Raises NoWorkbook where the file is damaged.
    """
    check(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if hasattr(sheet, "reset_dimensions"):
                sheet.reset_dimensions()  # what a file says about its size may be wrong
            rows = _filled(sheet)
            first = next(rows, None)
            if first is not None:
                yield first
                yield from islice(rows, MAX_ROWS - 1)
                return
    except _DAMAGED as error:
        raise NoWorkbook(_("Die Datei ist beschädigt.")) from error


def _filled(sheet: Any) -> Iterator[TextRow]:
    for cells in sheet.iter_rows(max_col=MAX_COLUMNS):
        row = [_text(cell) for cell in cells]
        while row and not row[-1]:
            row.pop()
        if row:
            yield row


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | int):
        return _number(value, cell.number_format or "")
    return str(value).replace("\x00", "")[:MAX_CELL].strip()


def _number(value: int | float, form: str) -> str:
    """An integer without decimals, with the leading zeros that its format shows (01067)."""
    if value != int(value):
        return repr(value)
    digits = str(int(value))
    return digits.zfill(form.count("0")) if _ZEROS.match(form) else digits
