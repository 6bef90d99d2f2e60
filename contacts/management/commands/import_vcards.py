"""manage.py import_vcards PATH… --agency SLUG: vCards into the stock of an agency."""

from __future__ import annotations

import json
import logging
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from audit.context import acting, action
from base.accounts.models import Agency
from contacts.imports.files import vcard_files
from contacts.imports.likeness import EarlierCards
from contacts.imports.mapping import has_a_name
from contacts.imports.report import card_report
from contacts.imports.services import likenesses, take_card
from contacts.vcard.card import Card
from contacts.vcard.reading import read_cards

logger = logging.getLogger(__name__)


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
            for report in self._reports(agency, options):
                counts[report["outcome"]] += 1
                self._tell(report, options["format"])
        done = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(counts.items()))
        self.stderr.write(done or "Keine Karten gefunden.")

    def _reports(self, agency: Agency, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
        earlier = EarlierCards()
        for path in vcard_files(options["paths"]):
            try:
                data = path.read_bytes()
            except OSError as error:
                self.stderr.write(f"{path}: {error.strerror}")
                continue
            for card in read_cards(data):
                outcome, problems = _take(card, agency, earlier, options)
                yield card_report(card, file=str(path), outcome=outcome, problems=problems)

    def _tell(self, report: dict[str, Any], form: str) -> None:
        if form == "jsonl":
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        name = report["display_name"] or report["organisation"] or "–"
        problems = f"  ({'; '.join(report['problems'])})" if report["problems"] else ""
        self.stdout.write(
            f"{report['file']}[{report['card']}]  {report['outcome']}  {name}{problems}"
        )


def _take(
    card: Card, agency: Agency, earlier: EarlierCards, options: dict[str, Any]
) -> tuple[str, tuple[str, ...]]:
    if not has_a_name(card):
        return "rejected", take_card(card, agency=agency).problems
    if options["on_duplicate"] == "skip" and (similar := likenesses(card, agency, earlier)):
        contact = f" (Kontakt {similar[0].id})" if similar[0].id else ""
        return "skipped", (f"Ähnelt: {similar[0].title}{contact}.",)
    if options["dry_run"]:
        return "created", ()
    try:
        taken = take_card(card, agency=agency)
    except (DatabaseError, ValueError):
        logger.exception("card %s cannot be taken over", card.index)
        return "rejected", ("Die Angaben lassen sich nicht speichern.",)
    return taken.outcome.value, taken.problems
