"""manage.py import_vcards PATH… --agency SLUG: vCards into the stock of an agency."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from audit.context import acting, action
from base.accounts.models import Agency
from base.console.agencies import add_agency, agency_named
from base.console.files import add_paths, check_paths, unreadable
from base.console.outcomes import add_dry_run, add_format, add_on_duplicate, shown_outcome
from contacts.imports.card_report import card_report
from contacts.imports.create import Taken, take_each
from contacts.imports.entry import Entry, card_entry
from contacts.imports.resemblance import Likeness, Likenesses
from contacts.imports.services import TOGETHER
from contacts.imports.vcard_files import vcard_files
from contacts.vcard.reading import read_cards


class Command(BaseCommand):
    """Reads every card of every file; a bad one is reported and stops nothing."""

    help = "Importiert vCards. Je Karte eine Zeile; kein Fehler bricht den Import ab."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_paths(parser, "vCard-Dateien")
        add_agency(parser)
        add_dry_run(parser)
        add_on_duplicate(parser)
        add_format(parser, "text", "jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = agency_named(options["agency"])
        check_paths(options["paths"])
        counts: Counter[str] = Counter()
        with acting(actor="import_vcards"), action("contacts.import"):
            for report in self._reports(agency, options):
                counts[report["outcome"]] += 1
                self._tell(report, options["format"])
        done = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(counts.items()))
        self.stderr.write(done or "Keine Karten gefunden.")

    def _reports(self, agency: Agency, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
        taking = _Taking(agency, options["on_duplicate"] == "skip", options["dry_run"])
        for path in vcard_files(options["paths"]):
            try:
                data = path.read_bytes()
            except OSError as error:
                self.stderr.write(unreadable(path, error))
                continue
            cards = read_cards(data)
            for start in range(0, len(cards), TOGETHER):
                part = cards[start : start + TOGETHER]
                entries = [card_entry(card, agency.country, is_shown=False) for card in part]
                for card, entry, told in zip(part, entries, taking.of(entries), strict=True):
                    outcome, problems = told
                    outcome = shown_outcome(outcome, is_rehearsal=options["dry_run"])
                    said = [*entry.problems, *problems]
                    yield card_report(card, file=str(path), outcome=outcome, problems=said)

    def _tell(self, report: dict[str, Any], form: str) -> None:
        if form == "jsonl":
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        name = report["display_name"] or report["organisation"] or "–"
        problems = f"  ({'; '.join(report['problems'])})" if report["problems"] else ""
        self.stdout.write(
            f"{report['file']}[{report['card']}]  {report['outcome']}  {name}{problems}"
        )


Told = tuple[str, tuple[str, ...]]


class _Taking:
    """Takes parts of one import in and says of each card the outcome and its problems."""

    def __init__(self, agency: Agency, skips_similar: bool, is_rehearsal: bool) -> None:
        self._agency = agency
        self._likenesses = Likenesses(agency)
        self._skips_similar = skips_similar
        self._is_rehearsal = is_rehearsal

    def of(self, entries: list[Entry]) -> list[Told]:
        similar = self._likenesses.of(entries) if self._skips_similar else [[] for _ in entries]
        told = [_untaken(entry, found) for entry, found in zip(entries, similar, strict=True)]
        wanted = [entry for entry, said in zip(entries, told, strict=True) if said is None]
        if self._is_rehearsal:
            return [said or ("created", ()) for said in told]
        taken = iter(take_each(wanted, agency=self._agency) if wanted else [])
        return [said or self._taken(next(taken)) for said in told]

    def _taken(self, taken: Taken) -> Told:
        if taken.contact:
            self._likenesses.passed_over([taken.contact.pk])
        return taken.outcome.value, taken.problems


def _untaken(entry: Entry, similar: list[Likeness]) -> Told | None:
    if entry.data is None:
        return "rejected", entry.problems
    known = next((one for one in similar if one.is_beyond_doubt), None)
    if known:
        contact = f" (Kontakt {known.id})" if known.id else ""
        return "skipped", (f"Ähnelt: {known.title}{contact}.",)
    return None
