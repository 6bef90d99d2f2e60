"""The parties of a contact or a property, by what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from contacts.models import Contact
from properties.models import Party, Property
from properties.models.parties import PartyKind

# More than this stands on no page; those added last come first.
SHOWN = 100


@dataclass(frozen=True)
class Group:
    """Parties of one kind."""

    kind: PartyKind
    rows: list[Party]


def parties_of_contact(contact: Contact) -> list[Party]:
    """Those of a contact with the properties and their title pictures, in three queries."""
    own = Party.objects.present().filter(contact=contact)
    with_cover = Prefetch("property", queryset=Property.objects.with_cover())
    return list(own.prefetch_related(with_cover)[:SHOWN])


def parties_of_property(property: Property) -> list[Party]:
    """Those of a property with the contacts and their photos, in one query."""
    own = Party.objects.present().filter(property=property)
    return list(own.select_related("contact__photo")[:SHOWN])


def in_groups(parties: Iterable[Party]) -> list[Group]:
    """By kind, in the usual order; kinds without a party are left out."""
    listed = list(parties)
    groups = [Group(kind, [one for one in listed if one.kind == kind]) for kind in PartyKind]
    return [group for group in groups if group.rows]
