"""Prepares the page for confirming columns: each column with samples, and the first rows read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext as _

from base.errors import DomainError
from base.jobs.models import ImportRun, ImportSource
from contacts.imports.column_plans import as_option, guessed_plan
from contacts.imports.row_to_contact import Plan, read_cells, row_entry
from contacts.imports.sources import TABLES, is_table
from contacts.tables.fields import FIELDS, NOTE, SKIP, is_choice
from contacts.tables.reading import read_table
from contacts.tables.table import Table

_LOOKED_AT: Final = 500
_SAMPLES: Final = 3
_SHOWN: Final = 4
_SHOWN_ODD: Final = 4
_NAMES: Final = frozenset({"given_name", "family_name", "full_name", "company"})


@dataclass(frozen=True)
class Column:
    """A column with its samples; `odd` counts the cells with problems in the first rows."""

    input: str
    heading: str
    samples: tuple[str, ...]
    code: str
    odd: int


@dataclass(frozen=True)
class Cell:
    """A cell of the preview, with what is wrong with it."""

    heading: str
    text: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class PreviewRow:
    """A row of the preview; `number` is its line in the file, `title` whom it will be about."""

    number: int
    title: str
    cells: tuple[Cell, ...]
    is_usable: bool


class TableSetup:
    """One table of a run on its way to a confirmed plan."""

    def __init__(self, source: ImportSource, table: Table, plan: Plan) -> None:
        self.source = source
        self.table = table
        self.plan = plan
        self._rows = list(islice(table.rows(), _LOOKED_AT))
        self._odd = [read_cells(row, table.headings, plan).problems for row in self._rows]

    @property
    def country_input(self) -> str:
        """The name of the input for the country that goes without saying."""
        return f"country-{self.source.pk}"

    @property
    def looked_at(self) -> int:
        """How many rows were read for the preview."""
        return len(self._rows)

    def columns(self) -> list[Column]:
        """The columns in the order of the file."""
        odd = Counter(problem.column for problems in self._odd for problem in problems)
        return [
            Column(_input(self.source, place), heading, self._samples(place), code, odd[place])
            for place, (heading, code) in enumerate(
                zip(self.table.headings, self.plan.fields, strict=True)
            )
        ]

    def _samples(self, place: int) -> tuple[str, ...]:
        found = dict.fromkeys(row[place][:60] for row in self._rows if row[place])
        return tuple(islice(found, _SAMPLES))

    def preview(self) -> list[PreviewRow]:
        """The first rows, and the first that have problems."""
        odd = [place for place, problems in enumerate(self._odd) if problems]
        first = range(min(_SHOWN, len(self._rows)))
        return [self._row(place) for place in sorted({*first, *odd[:_SHOWN_ODD]})]

    def _row(self, place: int) -> PreviewRow:
        row = self._rows[place]
        entry = row_entry(place, row, self.table.headings, self.plan)
        cells = tuple(
            Cell(
                heading,
                row[column][:200],
                tuple(problem.message for problem in self._odd[place] if problem.column == column),
            )
            for column, heading in enumerate(self.table.headings)
            if self.plan.fields[column] != SKIP
        )
        number = self.table.first_line + place
        return PreviewRow(number, entry.title, cells, entry.data is not None)

    def headings(self) -> list[str]:
        """The headings of the preview."""
        pairs = zip(self.table.headings, self.plan.fields, strict=True)
        return [heading for heading, code in pairs if code != SKIP]


def setups(run: ImportRun, posted: Mapping[str, Any]) -> Iterator[TableSetup]:
    """The tables of a run, with the choices that were posted instead of the guesses."""
    for source in run.sources.all():
        data = source.read()
        if not is_table(source.name, data):
            continue
        table = read_table(data)
        if not table.problem:
            plan = guessed_plan(table, run.agency.country)
            yield TableSetup(source, table, _chosen(source, plan, posted))


def _input(source: ImportSource, place: int) -> str:
    return f"column-{source.pk}-{place}"


def _chosen(source: ImportSource, plan: Plan, posted: Mapping[str, Any]) -> Plan:
    fields = tuple(
        said if is_choice(said := str(posted.get(_input(source, place), ""))) else code
        for place, code in enumerate(plan.fields)
    )
    country = str(posted.get(f"country-{source.pk}", ""))
    is_code = len(country) == 2 and country.isalpha() and country.isupper()
    return Plan(fields, country if is_code else plan.country)


def options(tables: list[TableSetup]) -> dict[str, Any]:
    """What a run is told before it is read.

    Raises DomainError when no column names anybody, or two columns are one single field.
    """
    for setup in tables:
        _check(setup)
    return {TABLES: {str(setup.source.pk): as_option(setup.plan) for setup in tables}}


def _check(setup: TableSetup) -> None:
    named = {"name": setup.source.name}
    if not _NAMES & set(setup.plan.fields):
        raise DomainError(
            _("»%(name)s«: Ordnen Sie eine Spalte dem Namen oder der Firma zu.") % named
        )
    used = Counter(code for code in setup.plan.fields if code in FIELDS)
    twice = [FIELDS[code] for code, count in used.items() if count > 1 and not FIELDS[code].many]
    if twice:
        told = {**named, "field": ", ".join(str(field.label) for field in twice)}
        raise DomainError(_("»%(name)s«: Nur eine Spalte kann %(field)s sein.") % told)


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The fields by group, and what else can become of a column."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, found in FIELDS.items():
        groups.setdefault(str(found.group), []).append((code, str(found.label)))
    others = [(NOTE, _("Als Zeile in die Bemerkungen")), (SKIP, _("Nicht übernehmen"))]
    return [(_("Ohne eigenes Feld"), others), *groups.items()]
