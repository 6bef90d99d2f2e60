"""`manage.py sweep_files`: removes files that no row names, and says which."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from base.errors import DomainError
from base.files.leftovers import Leftover
from base.files.sweeping import LEAST_AGE, SAFE_AGE, sweep

_HOUR = timedelta(hours=1)


class Command(BaseCommand):
    """The worker does the same every few hours."""

    help = (
        "Removes files that no row of the database names: what uploads cut off halfway, failed"
        " transactions and killed processes left. One line for each, with its bytes; the last"
        " line tells how many and how much."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only show what would be removed"
        )
        parser.add_argument(
            "--older-than", type=float, default=SAFE_AGE / _HOUR, metavar="HOURS",
            help="leave what is younger (default: %(default)g; at least 1)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run: bool = options["dry_run"]
        try:
            older_than = options["older_than"] * _HOUR
        except (OverflowError, ValueError) as error:
            raise CommandError("--older-than: not a number of hours") from error
        if older_than < LEAST_AGE:
            raise CommandError("--older-than: what is younger than 1 hour may still be written")
        try:
            swept = sweep(older_than=older_than, dry_run=dry_run, tell=self._tell)
        except DomainError as error:
            raise CommandError(error.message) from error
        done = "would be removed" if dry_run else "removed"
        self.stdout.write(f"{swept.count} files, {swept.size} bytes {done}")

    def _tell(self, leftover: Leftover) -> None:
        self.stdout.write(f"{leftover.path}\t{leftover.size}")
