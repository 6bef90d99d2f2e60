"""`manage.py import_openimmo PATH… --agency SLUG`: takes properties over from feeds."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from audit.context import acting, action
from base.accounts.models import Agency
from base.console.agencies import add_agency, agency_named
from base.console.files import add_paths, check_paths, unreadable
from base.console.outcomes import add_dry_run, add_format
from properties.imports.feeds import FeedEntry, as_json, feed_files, import_feed


class Command(BaseCommand):
    """Imports OpenImmo documents and archives; prints one JSON object per property."""

    help = "Übernimmt Immobilien aus OpenImmo (XML, ZIP). Je Immobilie eine Zeile JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_paths(parser, "OpenImmo-Dateien (XML oder ZIP)")
        add_agency(parser)
        add_format(parser, "jsonl")
        add_dry_run(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        agency = agency_named(options["agency"])
        check_paths(options["paths"])
        something_read = False
        with acting(actor="import_openimmo"), action("properties.import"):
            for entry in self._entries(agency, options["paths"], options["dry_run"]):
                self.stdout.write(as_json(entry, is_rehearsal=options["dry_run"]))
                something_read = something_read or entry.listing is not None
        if not something_read:
            self.stderr.write("Nichts davon ließ sich als OpenImmo lesen.")
            sys.exit(1)

    def _entries(self, agency: Agency, paths: list[Path], dry_run: bool) -> Iterator[FeedEntry]:
        for path in feed_files(paths):
            try:
                source = path.read_bytes()
            except OSError as error:
                self.stderr.write(unreadable(path, error))
                continue
            for entry in import_feed(
                agency=agency, source=source, file_name=str(path), dry_run=dry_run
            ):
                if entry.listing is None:
                    reasons = " ".join(str(problem.message) for problem in entry.problems)
                    self.stderr.write(f"{path}: {reasons}")
                yield entry
