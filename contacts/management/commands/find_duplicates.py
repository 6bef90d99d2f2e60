"""manage.py find_duplicates --agency SLUG: the pairs that the page *Doubletten* shows."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from base.console.agencies import add_agency, agency_named
from base.console.outcomes import add_format
from contacts.deduplication.pairs import open_pairs, reasons
from contacts.deduplication.services.scan import examine_stock
from contacts.models import ContactPair

_AT_ONCE = 2_000


class Command(BaseCommand):
    """Brings the pairs up to date by itself; no worker needs to run."""

    help = "Sucht Doubletten im ganzen Bestand eines Büros. Je Paar eine Zeile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_agency(parser)
        add_format(parser, "text", "jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = agency_named(options["agency"])
        examine_stock(agency_id=agency.pk, thorough=True, wait=True)
        tell = _as_json if options["format"] == "jsonl" else _as_text
        pairs = open_pairs(agency.pk).select_related("a", "b")
        count = 0
        for pair in pairs.iterator(chunk_size=_AT_ONCE):
            self.stdout.write(tell(pair))
            count += 1
        self.stderr.write(f"Paare: {count}")


def _as_json(pair: ContactPair) -> str:
    told = {
        "a": pair.a_id,
        "b": pair.b_id,
        "a_external_id": pair.a.external_id,
        "b_external_id": pair.b.external_id,
        "score": round(pair.score, 4),
        "reasons": reasons(pair),
    }
    return json.dumps(told, ensure_ascii=False)


def _as_text(pair: ContactPair) -> str:
    names = f"{pair.a.display_name} ({pair.a_id}) = {pair.b.display_name} ({pair.b_id})"
    return f"{pair.score:.2f}  {names}  {'; '.join(reasons(pair))}"
