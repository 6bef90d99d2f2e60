"""Rebuilds what contacts are by their relations, orders and ownerships."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from base.accounts.models import Agency
from contacts.models import Contact
from contacts.services.standing import CHUNK, refresh_standing


class Command(BaseCommand):
    """Goes through all contacts, of one agency or of all."""

    help = "Rebuilds the derived roles of contacts and who belongs to a couple."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", help="slug of one agency; all of them by default")

    def handle(self, *args: Any, agency: str | None = None, **options: Any) -> None:
        contacts = Contact.objects.order_by("pk")
        if agency:
            try:
                contacts = contacts.filter(agency=Agency.objects.get(slug=agency))
            except Agency.DoesNotExist:
                raise CommandError(f"no agency {agency}") from None
        count, last = 0, 0
        while ids := list(contacts.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
            refresh_standing(ids)
            count, last = count + len(ids), ids[-1]
        self.stdout.write(f"{count} contacts")
