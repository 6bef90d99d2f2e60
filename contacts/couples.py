"""Finds the couple that a contact is, or belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from contacts.choices import ContactKind
from contacts.models import Contact, Relation
from contacts.relation_kinds import COUPLE_MEMBER

PARTNERS = ("spouse", "partner")


@dataclass(frozen=True)
class Couple:
    """A couple and those of its members who are there."""

    contact: Contact
    members: tuple[Contact, ...]


def couple_of(contact: Contact) -> Couple | None:
    """The couple that the contact is, or belongs to; None for anybody else, without a query."""
    if contact.kind != ContactKind.COUPLE and not contact.is_in_couple:
        return None
    rows = Relation.objects.present().filter(kind=COUPLE_MEMBER).with_people()
    if contact.kind == ContactKind.COUPLE:
        members = [row.a for row in rows.filter(b=contact).order_by("pk")]
        return Couple(contact, tuple(members)) if members else None
    own = rows.filter(b__relations_as_b__a=contact, b__relations_as_b__kind=COUPLE_MEMBER)
    joined = list(own.order_by("pk"))
    return Couple(joined[0].b, tuple(row.a for row in joined)) if joined else None


def may_become_couple(relation: Relation) -> bool:
    """Whether the two of a relation can be joined: partners of whom none belongs to a couple."""
    return relation.kind in PARTNERS and not (relation.a.is_in_couple or relation.b.is_in_couple)
