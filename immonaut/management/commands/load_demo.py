"""manage.py load_demo: the demo agency, unless it is there already."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from base.accounts.models import Agency
from immonaut.demo.loader import empty_demo, is_loaded, load_demo


class Command(BaseCommand):
    """Loads the demo agency once."""

    help = "Lädt das Demo-Büro »demo« mit allem, falls das nicht schon geschehen ist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--empty",
            action="store_true",
            help="legt es nur leer an, und nur, wenn es noch gar kein Büro gibt",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["empty"]:
            if not Agency.objects.exists():
                empty_demo()
            return
        if is_loaded():
            self.stdout.write("Das Demo-Büro ist schon da.")
            return
        agency = load_demo()
        self.stdout.write(f"Demo-Büro »{agency}« geladen.")
