"""A run's result as a CSV file that spreadsheets open without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from base.jobs.models import ImportItem, ImportRun

_PART = 1_000
# What Excel and its kin take for a formula; a sign may stand behind blanks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """The text as a cell that is text in every spreadsheet (OWASP: CSV injection)."""
    text = text.replace("\x00", "")
    is_formula = text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r"))
    return f"'{text}" if is_formula else text


def report_lines(run: ImportRun) -> Iterator[str]:
    """The lines of the file: with a byte order mark and semicolons, as Excel expects here."""
    yield "\ufeff" + _line(
        [
            _("Datei"),
            _("Stelle"),
            _("Bezeichnung"),
            _("Ergebnis"),
            _("Nummer"),
            _("Hinweise"),
            _("Ähnelt"),
            _("Was gelesen wurde"),
        ]
    )
    items = run.items.select_related("source").order_by("pk")
    for item in items.iterator(chunk_size=_PART):
        yield _line(_cells(item))


def _cells(item: ImportItem) -> list[str]:
    hints = [item.message, *item.problems]
    similar = [f"{one['title']} ({one.get('score') or '–'} %)" for one in item.similar]
    return [
        item.source.name,
        str(item.position + 1),
        item.title,
        str(item.get_outcome_display()),
        str(item.result_id or ""),
        " ".join(filter(None, hints)),
        " · ".join(similar),
        " · ".join(f"{label}: {value}" for label, value in item.shown),
    ]


def _line(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(map(safe_cell, cells))
    return written.getvalue()
