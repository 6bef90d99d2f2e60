"""Finds the contacts that an action is about: those ticked, or all that a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from base.accounts.models import Agency
from base.listing.address import read_id
from contacts.listing.asked import Asked
from contacts.listing.overview import Overview
from contacts.listing.search import among
from contacts.models import Contact
from contacts.models.contact import ContactQuerySet

ALL = "alle"
_MOST_IDS = 1_000


@dataclass(frozen=True)
class Selection:
    """Contacts by `ids`; without any, all that `asked` finds."""

    asked: Asked
    ids: tuple[int, ...] = ()

    @classmethod
    def of(cls, given: QueryDict) -> Selection | None:
        """The selection in an address or form; None where nothing is chosen."""
        asked = Asked.of(given)
        if given.get("auswahl") == ALL:
            return cls(asked)
        ids = tuple(dict.fromkeys(filter(None, map(read_id, given.getlist("id")))))[:_MOST_IDS]
        return cls(asked, ids) if ids else None

    @classmethod
    def all_of(cls, given: QueryDict) -> Selection:
        """All that the address finds, whether or not anything is ticked."""
        return cls(Asked.of(given))

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Selection:
        """What `as_json` kept."""
        return cls(Asked.of(QueryDict(kept.get("query", ""))), tuple(kept.get("ids", ())))

    def as_json(self) -> dict[str, Any]:
        """As a bulk run keeps it."""
        return {"query": self.asked.address().removeprefix("?"), "ids": list(self.ids)}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as forms and addresses carry them."""
        chosen = [("id", str(pk)) for pk in self.ids] or [("auswahl", ALL)]
        return [*self.asked.pairs, *chosen]

    def contacts(self, agency: Agency) -> ContactQuerySet:
        """The contacts, none of which is another agency's or deleted."""
        contacts = Contact.objects.filter(agency=agency)
        if not self.ids:
            return Overview(contacts.listed(), agency, self.asked).found
        return contacts.present().filter(among(self.ids))
