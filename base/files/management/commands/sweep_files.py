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
        "Entfernt Dateien, die kein Eintrag der Datenbank nennt: was abgebrochene Uploads, "
        "gescheiterte Transaktionen und beendete Prozesse zurückließen. Je Datei eine Zeile mit "
        "ihren Bytes; die letzte Zeile sagt, wie viele und wie viel."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="sagt nur, was entfernt würde, und ändert nichts"
        )
        parser.add_argument(
            "--older-than",
            type=float,
            default=SAFE_AGE / _HOUR,
            metavar="HOURS",
            help="lässt stehen, was jünger ist (sonst %(default)g Stunden; mindestens 1)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run: bool = options["dry_run"]
        try:
            older_than = options["older_than"] * _HOUR
        except (OverflowError, ValueError) as error:
            raise CommandError("--older-than: Das ist keine Zahl von Stunden.") from error
        if older_than < LEAST_AGE:
            raise CommandError(
                "--older-than: Was jünger als 1 Stunde ist, entsteht vielleicht noch."
            )
        try:
            swept = sweep(older_than=older_than, dry_run=dry_run, tell=self._tell)
        except DomainError as error:
            raise CommandError(error.message) from error
        done = "würden entfernt" if dry_run else "entfernt"
        self.stdout.write(f"{swept.count} Dateien, {swept.size} Bytes {done}")

    def _tell(self, leftover: Leftover) -> None:
        self.stdout.write(f"{leftover.where}\t{leftover.size}")
