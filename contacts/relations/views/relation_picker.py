"""Offers people to be related to a contact: those the search finds, and who was chosen already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from base.accounts.models import Agency
from base.listing.address import read_query
from contacts.listing.search import search
from contacts.models import Contact
from contacts.relations.forms import NewRelationForm

FOUND = 8


@dataclass(frozen=True)
class Candidates:
    """`people` to choose from for the search `query`; `duplicates` are like the new contact."""

    query: str = ""
    people: Sequence[Contact] = ()
    chosen: int | None = None
    duplicates: Sequence[Contact] = field(default_factory=tuple)

    @classmethod
    def found(
        cls,
        agency: Agency,
        contact: Contact,
        form: NewRelationForm,
        query: str,
        duplicates: Sequence[Contact] = (),
    ) -> Candidates:
        """Those that `query` finds, behind the one chosen and those that the new one is like."""
        query = read_query(query)
        others = Contact.objects.filter(agency=agency).present().exclude(pk=contact.pk)
        listed = list(duplicates)
        if form.other_id:
            listed += others.filter(pk=form.other_id)
        if query:
            listed += search(others, agency.pk, query).order_by("sort_key", "pk")[:FOUND]
        people = list({person.pk: person for person in listed}.values())
        return cls(query, people, form.other_id, duplicates)

    @property
    def accept(self) -> str:
        """The duplicates that a person has seen, as the form carries them."""
        return ",".join(str(contact.pk) for contact in self.duplicates)
