"""manage.py import_vcards PATH… --agency SLUG: vCards into the stock of an agency."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.context import acting, action
from base.accounts.models import Agency
from contacts.imports.files import vcard_files
from contacts.imports.mapping import has_a_name
from contacts.imports.report import card_report
from contacts.imports.services import similar_to, take_card
from contacts.vcard.card import Card
from contacts.vcard.reading import read_cards


class Command(BaseCommand):
    """Reads every card of every file; a bad one is reported and stops nothing."""

    help = "Importiert vCards. Je Karte eine Zeile; kein Fehler bricht den Import ab."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--agency", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--on-duplicate", choices=["skip", "create"], default="skip")
        parser.add_argument("--format", choices=["text", "jsonl"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            raise CommandError(f"Es gibt kein Büro mit dem Kürzel »{options['agency']}«.")
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"Nicht gefunden: {', '.join(missing)}")
        counts: Counter[str] = Counter()
        with acting(actor="import_vcards"), action("contacts.import"):
            for path in vcard_files(options["paths"]):
                for card in read_cards(path.read_bytes()):
                    outcome, problems = _take(card, agency, options)
                    counts[outcome] += 1
                    self._tell(card_report(card, file=str(path), outcome=outcome, problems=problems),
                               options["format"])  # fmt: skip
        self.stderr.write(", ".join(f"{outcome}: {n}" for outcome, n in sorted(counts.items())))

    def _tell(self, report: dict[str, Any], form: str) -> None:
        if form == "jsonl":
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        name = report["display_name"] or report["organisation"] or "–"
        problems = f"  ({'; '.join(report['problems'])})" if report["problems"] else ""
        self.stdout.write(
            f"{report['file']}[{report['card']}]  {report['outcome']}  {name}{problems}"
        )


def _take(card: Card, agency: Agency, options: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    if not has_a_name(card):
        return "rejected", take_card(card, agency=agency).problems
    similar = similar_to(card, agency)
    if similar and options["on_duplicate"] == "skip":
        first = similar[0].contact
        return "skipped", (f"Ähnelt {first.display_name} (Kontakt {first.pk}).",)
    if options["dry_run"]:
        return "created", ()
    taken = take_card(card, agency=agency)
    return taken.outcome, taken.problems
