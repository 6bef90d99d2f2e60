"""Text tables: charset and delimiter are found out, whoever wrote them."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final, Literal

from contacts.tables.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, TextRow

_Quoting = Literal[0, 3]  # csv.QUOTE_MINIMAL and csv.QUOTE_NONE
_DELIMITERS: Final = ";,\t|"
_LOOKED_AT: Final = 50
_SAMPLE: Final = 200_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

csv.field_size_limit(10 * MAX_CELL)


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-16, UTF-8 or Windows-1252.

    Zero characters are dropped: no table holds them on purpose.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _plain(data[len(mark) :].decode(name, "replace"))
    if name := _utf16_without_mark(data):
        return _plain(data.decode(name, "replace"))
    try:
        return _plain(data.decode("utf-8"))
    except UnicodeDecodeError:
        # Bytes that Windows-1252 leaves out are control characters in Latin-1.
        return _plain(data.decode("cp1252", "replace"))


def _plain(text: str) -> str:
    return text.replace("\x00", "")


def _utf16_without_mark(data: bytes) -> str:
    """In UTF-16 every second byte of a western text is zero."""
    head = data[:2_000]
    if head.count(0) * 3 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"


def delimiter_of(text: str) -> str:
    """The sign between cells: the one that cuts most lines into equally many, at least two."""
    first, _, _ = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        return first.strip().strip('"')[4]
    return max(_DELIMITERS, key=lambda sign: _regularity(text[:_SAMPLE], sign))


def _regularity(text: str, sign: str) -> tuple[float, int]:
    rows = list(islice(_rows(text, sign), _LOOKED_AT))
    widths = Counter(len(row) for row in rows)
    regular = [(count, width) for width, count in widths.items() if width > 1]
    if not regular:
        return 0.0, 0
    count, width = max(regular)
    return count / len(rows), width


def read_rows(text: str, delimiter: str) -> Iterator[TextRow]:
    """The rows that hold any cell, cells without blanks around them; at most MAX_ROWS.

    Where a quote is never closed, quotes are letters like others: no row is lost in another.
    """
    first, _, rest = text.partition("\n")
    body = rest if first.strip().strip('"').lower().startswith("sep=") else text
    quoting: _Quoting = csv.QUOTE_MINIMAL if _closes_quotes(body, delimiter) else csv.QUOTE_NONE
    return islice(_rows(body, delimiter, quoting), MAX_ROWS)


def _closes_quotes(text: str, delimiter: str) -> bool:
    if '"' not in text:
        return True
    # The last line decides: an open quote would take the sentinel into its cell.
    sentinel = [*_lines(text), "\n", "end\n"]
    try:
        last: TextRow = []
        for row in csv.reader(sentinel, delimiter=delimiter, skipinitialspace=True):
            last = row
    except csv.Error:
        return False
    return last == ["end"]


def _rows(text: str, delimiter: str, quoting: _Quoting = csv.QUOTE_MINIMAL) -> Iterator[TextRow]:
    # FEBRL and many hand-made files write a blank after the delimiter.
    reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True, quoting=quoting)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if row:
            yield [cell[:MAX_CELL].strip() for cell in row[:MAX_COLUMNS]]


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends, split where files end lines and not at other line separators."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        old_mac = end < 0 and "\r" in text[start:]
        if old_mac:
            yield from (f"{line}\n" for line in text[start:].split("\r"))
            return
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end
