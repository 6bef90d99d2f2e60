"""manage.py duplicate_quality FOLDER: precision, recall and F1 on sample sets."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contacts.duplicates.quality import report


class Command(BaseCommand):
    """Measures the engine on public sample sets whose truth is known."""

    help = "Misst Genauigkeit und Vollständigkeit der Doublettensuche an Beispieldaten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in report(options["folder"]):
                self.stdout.write(line)
        except FileNotFoundError as error:
            raise CommandError(f"Nicht gefunden: {error.filename}") from error
