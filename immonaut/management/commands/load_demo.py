"""manage.py load_demo: the demo agency, unless it is there already."""

from typing import Any

from django.core.management.base import BaseCommand

from base.accounts.models import Agency
from immonaut.demo.loader import SLUG, load_demo


class Command(BaseCommand):
    """Loads the demo agency once."""

    help = "Lädt das Demo-Büro »demo«, falls es noch nicht da ist."

    def handle(self, *args: Any, **options: Any) -> None:
        if Agency.objects.filter(slug=SLUG).exists():
            self.stdout.write("Das Demo-Büro ist schon da.")
            return
        agency = load_demo()
        self.stdout.write(f"Demo-Büro »{agency}« geladen.")
