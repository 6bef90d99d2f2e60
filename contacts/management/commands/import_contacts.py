"""manage.py import_contacts FILE --agency SLUG: a CSV or XLSX file into the stock of an agency."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.context import acting
from base.accounts.models import Agency
from base.console.agencies import add_agency, agency_named
from base.console.files import read_file
from base.console.outcomes import add_format, add_on_duplicate
from base.errors import DomainError
from contacts.imports.column_plans import guessed_plan
from contacts.imports.command_line import ReportLine, import_file, lines
from contacts.tables.reading import read_table
from contacts.tables.table import Table


class Command(BaseCommand):
    """Imports every row; a bad one is reported and stops nothing.

    It is an import run like one in the browser: listed there with its report, and undone there.
    """

    help = (
        "Importiert Kontakte aus einer CSV- oder XLSX-Datei. Charset, Trennzeichen und die "
        "Bedeutung der Spalten werden erkannt; --map bestimmt sie selbst."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="die CSV- oder XLSX-Datei")
        add_agency(parser)
        parser.add_argument(
            "--create-agency", action="store_true", help="legt das Büro an, wenn es keines gibt"
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help="was eine Spalte bedeutet, statt der Vermutung; mehrmals möglich",
        )
        add_on_duplicate(parser)
        add_format(parser, "text", "jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        data = read_file(path)
        table = read_table(data)
        if table.problem:
            raise CommandError(f"Nicht lesbar: {path} ({table.problem})")
        agency = _agency(options["agency"], options["create_agency"], table)
        counts: Counter[str] = Counter()
        try:
            with acting(actor="import_contacts"):
                run = import_file(
                    agency=agency,
                    path=path,
                    data=data,
                    table=table,
                    chosen=dict(map(_pair, options["map"])),
                    creates_similar=options["on_duplicate"] == "create",
                )
        except DomainError as error:
            raise CommandError(str(error)) from error
        for line in lines(run, data):
            counts[line.outcome] += 1
            self.stdout.write(_told(line, options["format"]))
        done = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(counts.items()))
        self.stderr.write(done or "Keine Zeilen gefunden.")


def _agency(slug: str, creates: bool, table: Table) -> Agency:
    """The agency; one that is created stands in the country of the file's postal codes."""
    if not creates or Agency.objects.filter(slug=slug).exists():
        return agency_named(slug, hint="--create-agency legt es an")
    return Agency.objects.create(
        slug=slug,
        name=slug.replace("-", " ").title(),
        country=guessed_plan(table, "AT").country,
        sender_address=f"buero@{slug}.invalid",
    )


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign:
        raise CommandError(f"--map erwartet SPALTE=FELD, nicht »{text}«.")
    return column.strip(), field.strip()


def _told(line: ReportLine, form: str) -> str:
    if form == "jsonl":
        return json.dumps(line.as_json(), ensure_ascii=False)
    problems = f"  ({'; '.join(line.problems)})" if line.problems else ""
    return f"{line.row}  {line.outcome}  {line.display_name}{problems}"
