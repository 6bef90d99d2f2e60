"""`manage.py rebuild_order_tokens [--agency SLUG]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from base.accounts.models import Agency
from properties.orders.tokens import rebuild_all


class Command(BaseCommand):
    """Rebuilds what is derived from search orders: tokens, and the numbers on contacts."""

    help = "Rebuilds the tokens of search orders and the number of open orders on contacts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", metavar="SLUG", help="one agency; all without it")

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild_all(_agency(options["agency"]))
        self.stdout.write(f"{count} search orders rebuilt")


def _agency(slug: str | None) -> Agency | None:
    if slug is None:
        return None
    try:
        return Agency.objects.get(slug=slug)
    except Agency.DoesNotExist:
        raise CommandError(f"there is no agency {slug}") from None
