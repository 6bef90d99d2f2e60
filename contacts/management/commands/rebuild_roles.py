"""Rebuilds what contacts are by their relations, orders and ownerships."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from base.console.agencies import add_agency, agency_named
from contacts.derived.services.roles_and_couples import CHUNK, refresh_roles_and_couples
from contacts.models import Contact


class Command(BaseCommand):
    """Goes through all contacts, of one agency or of all."""

    help = "Leitet Rollen von Kontakten neu ab, und wer zu einem Paar gehört."

    def add_arguments(self, parser: CommandParser) -> None:
        add_agency(parser, required=False)

    def handle(self, *args: Any, agency: str | None = None, **options: Any) -> None:
        contacts = Contact.objects.order_by("pk")
        if agency:
            contacts = contacts.filter(agency=agency_named(agency))
        count, last = 0, 0
        while ids := list(contacts.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
            refresh_roles_and_couples(ids)
            count, last = count + len(ids), ids[-1]
        self.stdout.write(f"Kontakte: {count}")
