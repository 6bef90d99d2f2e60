"""manage.py duplicate_quality FOLDER: precision, recall and F1 on sample sets."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from base.console.files import check_paths
from contacts.duplicates.quality import report
from contacts.duplicates.samples import NEEDED


class Command(BaseCommand):
    """Measures the engine on public sample sets whose truth is known."""

    help = "Misst Genauigkeit und Vollständigkeit der Doublettensuche an Beispieldaten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="FOLDER",
            help="Ordner mit german_org.csv, german_dup.csv und febrl/dataset3.csv, 4a, 4b",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        check_paths([folder, *(folder / name for name in NEEDED)])
        try:
            for line in report(folder):
                self.stdout.write(line)
        except (KeyError, ValueError) as error:
            message = f"Nicht lesbar: {folder} (das sind nicht die Beispieldaten: {error})"
            raise CommandError(message) from error
