"""Imports from the command line: the same run as in the browser, without the questions."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from base.accounts.models import Agency
from base.jobs.models import Decision, ImportItem, ImportRun, Outcome, RunState
from base.jobs.services import advance_run, start_run
from contacts.imports.column_plans import as_option, guessed_plan, with_choices
from contacts.imports.entry import Entry
from contacts.imports.services import KIND
from contacts.imports.sources import TABLES, entries_of
from contacts.models import Contact
from contacts.tables.table import Table

_PAUSE: Final = 0.2
_PART: Final = 500


@dataclass(frozen=True)
class ReportLine:
    """What became of one row."""

    row: int
    outcome: str
    id: int | None
    external_id: str
    display_name: str
    problems: list[str]

    def as_json(self) -> dict[str, Any]:
        """In the form in which `manage.py import_contacts --format jsonl` prints it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def import_file(
    *,
    agency: Agency,
    path: Path,
    data: bytes,
    table: Table,
    chosen: Mapping[str, str],
    creates_similar: bool,
) -> ImportRun:
    """Imports a file at once and returns the finished run, which a person can look at and undo.

    Raises DomainError when `chosen` ({heading: field}) does not fit the table.
    """
    plan = with_choices(guessed_plan(table, agency.country), table, chosen)
    run = start_run(
        agency=agency, kind=KIND, user=None, uploads=[ContentFile(data, name=path.name)]
    )
    options = {TABLES: {str(source.pk): as_option(plan) for source in run.sources.all()}}
    waiting = ImportRun.objects.filter(pk=run.pk, state=RunState.SETUP)
    waiting.update(options=options, state=RunState.READING)
    _finish(run)
    if creates_similar:
        run.items.filter(is_usable=True).update(decision=Decision.CREATE)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.QUEUED)
    _finish(run)
    return run


def _finish(run: ImportRun) -> None:
    """Does the run's next step here, or waits for the worker that is at it already."""
    while True:
        advance_run(run_id=run.pk)
        run.refresh_from_db()
        if not run.is_working:
            return
        time.sleep(_PAUSE)


def lines(run: ImportRun, data: bytes) -> Iterator[ReportLine]:
    """What became of each row of a finished run of one file, in the order of the file.

    `data` are the file's bytes, which the run itself no longer has.
    """
    for source in run.sources.all():
        entries = entries_of(run, source, data)
        items = source.items.order_by("position").iterator(chunk_size=_PART)
        part: list[tuple[ImportItem, Entry]] = []
        for item, entry in zip(items, entries, strict=True):
            part.append((item, entry))
            if len(part) == _PART:
                yield from _lines(part)
                part = []
        yield from _lines(part)


def _lines(part: list[tuple[ImportItem, Entry]]) -> Iterator[ReportLine]:
    created = Contact.objects.in_bulk([item.result_id for item, _entry in part if item.result_id])
    for item, entry in part:
        contact = created.get(item.result_id or 0)
        name = contact.display_name if contact else entry.title
        problems = [*entry.problems, *filter(None, [item.message]), *_resembling(item)]
        yield ReportLine(
            item.position, item.outcome, item.result_id, entry.external_id, name, problems
        )


def _resembling(item: ImportItem) -> Iterator[str]:
    """Why a row was skipped, and what helps; or whom the new contact may be."""
    if not item.similar or item.outcome not in (Outcome.SKIPPED, Outcome.CREATED):
        return
    best = item.similar[0]
    facts = {"title": best["title"], "score": best["score"], "why": ", ".join(best["reasons"])}
    yield _("Ähnelt zu %(score)d %%: %(title)s (%(why)s).") % facts
    if item.outcome == Outcome.SKIPPED:
        yield _("Trotzdem angelegt wird mit --on-duplicate create.")
