"""`manage.py import_openimmo PATH… --agency SLUG`: takes properties over from feeds."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from audit.context import acting, action
from base.accounts.models import Agency
from properties.services.feeds import FeedEntry, as_json, feed_files, import_feed


class Command(BaseCommand):
    """Imports OpenImmo documents and archives; prints one JSON object per property."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--agency", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=["jsonl"], default="jsonl")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            raise CommandError(
                _("Ein Büro „%(slug)s“ gibt es nicht.") % {"slug": options["agency"]}
            )
        something_read = False
        with acting(actor="import_openimmo"), action("properties.import"):
            for entry in self._entries(agency, options["paths"], options["dry_run"]):
                self.stdout.write(as_json(entry))
                something_read = something_read or entry.listing is not None
        if not something_read:
            sys.exit(1)

    def _entries(self, agency: Agency, paths: list[Path], dry_run: bool) -> Iterator[FeedEntry]:
        for path in feed_files(paths):
            try:
                source = path.read_bytes()
            except OSError as error:
                self.stderr.write(f"{path}: {error.strerror}")
                continue
            for entry in import_feed(
                agency=agency, source=source, file_name=str(path), dry_run=dry_run
            ):
                if entry.listing is None:
                    reasons = " ".join(str(problem.message) for problem in entry.problems)
                    self.stderr.write(f"{path}: {reasons}")
                yield entry
