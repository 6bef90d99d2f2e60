"""`manage.py refresh_places FILE…`: compiles the table of places from GeoNames' postal codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from base.places.atlas import SHIPPED, forget
from base.places.cleaning import COUNTRIES, clean
from base.places.geonames import UnreadableFile, read_files
from base.places.packing import write_table


class Command(BaseCommand):
    """Takes the files of all countries at once; the table replaces the one in use."""

    help = (
        "Compiles the table of postal codes and places from GeoNames files (AT.zip, DE.zip, CH.zip,"
        " LI.zip or their text from https://download.geonames.org/export/zip/, CC BY 4.0; or one"
        " tab-separated file with headings). Give the files of all countries at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--output", type=Path, default=None,
            help=f"where the table goes (default: the setting PLACES_FILE; shipped: {SHIPPED})",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            entries = clean(read_files(options["files"]))
        except (UnreadableFile, OSError) as error:
            raise CommandError(str(error)) from error
        missing = [c for c in COUNTRIES if not any(entry.country == c for entry in entries)]
        if missing:
            raise CommandError(f"no postal codes of {', '.join(missing)}: nothing was changed")
        output = options["output"] or Path(settings.PLACES_FILE)
        size = write_table(output, entries)
        forget()
        codes = len({(entry.country, entry.postal_code) for entry in entries})
        self.stdout.write(f"{codes} postal codes, {len(entries)} places, {size} bytes: {output}")
