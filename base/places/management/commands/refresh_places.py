"""`manage.py refresh_places FILE…`: compiles the table of places from GeoNames' postal codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from base.console.files import check_paths
from base.places.atlas import SHIPPED, forget
from base.places.cleaning import COUNTRIES, clean
from base.places.entries import Entry
from base.places.geonames import UnreadableFile, read_files
from base.places.packing import write_table


class Command(BaseCommand):
    """Takes the files of all countries at once; the table replaces the one in use."""

    help = (
        "Macht aus Dateien von GeoNames die Tabelle der Postleitzahlen und Orte (AT.zip, DE.zip,"
        " CH.zip, LI.zip oder deren Text, https://download.geonames.org/export/zip/, CC BY 4.0;"
        " oder eine Datei mit Tabulatoren und Überschriften). Alle Länder auf einmal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help="die Dateien aller Länder: AT, DE, CH und LI",
        )
        parser.add_argument(
            "--output",
            type=Path,
            default=None,
            help=f"wohin die Tabelle geht (sonst PLACES_FILE; mitgeliefert: {SHIPPED})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        entries = _entries(options["files"])
        output = options["output"] or Path(settings.PLACES_FILE)
        try:
            size = write_table(output, entries)
        except OSError as error:
            raise CommandError(f"Nicht zu schreiben: {output} ({error.strerror})") from error
        forget()
        codes = len({(entry.country, entry.postal_code) for entry in entries})
        done = f"{codes} Postleitzahlen, {len(entries)} Orte, {size} Bytes: {output}"
        self.stdout.write(done)


def _entries(files: list[Path]) -> list[Entry]:
    check_paths(files)
    try:
        entries = clean(read_files(files))
    except (UnreadableFile, OSError) as error:
        raise CommandError(f"Nicht lesbar: {error}") from error
    missing = [c for c in COUNTRIES if not any(entry.country == c for entry in entries)]
    if missing:
        raise CommandError(f"Keine Postleitzahlen von {', '.join(missing)}; nichts geändert.")
    return entries
