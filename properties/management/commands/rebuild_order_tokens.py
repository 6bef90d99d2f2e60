"""`manage.py rebuild_order_tokens [--agency SLUG]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from base.console.agencies import add_agency, agency_named
from properties.orders.tokens import rebuild_all


class Command(BaseCommand):
    """Rebuilds what is derived from search orders: tokens, and the numbers on contacts."""

    help = "Leitet aus Suchaufträgen neu ab, wonach sie gefunden werden, und ihre Zahl je Kontakt."

    def add_arguments(self, parser: CommandParser) -> None:
        add_agency(parser, required=False)

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["agency"]
        count = rebuild_all(agency_named(slug) if slug else None)
        self.stdout.write(f"Suchaufträge: {count}")
