"""A contact's relations as its page shows them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from base.labels import Label
from contacts.models import Contact, Relation
from contacts.relation_kinds import (
    COUPLE_MEMBER,
    GROUPS,
    KINDS,
    OWNERS,
    REPRESENTATIVES,
    opposite,
)
from contacts.relations.words import word_at

# A company with more relations than this is shown with the first of them.
SHOWN = 200
_ORDER = list(KINDS)


@dataclass(frozen=True)
class Seen:
    """A relation from one contact's side: who the other one is, and what they are to it."""

    relation: Relation
    other: Contact
    word: str

    @property
    def is_couple(self) -> bool:
        """Whether it is the membership in a couple, which is dissolved instead of changed."""
        return self.relation.kind == COUPLE_MEMBER


@dataclass(frozen=True)
class Group:
    """Relations of one sort under their heading.

    `adds` is the relation that a button offers to add, `empty` what stands where there is none.
    """

    label: Label
    rows: list[Seen]
    adds: str = ""
    empty: Label = ""


def seen_from(relation: Relation, contact_id: int) -> Seen:
    """The relation from the side of one of its ends, both being loaded."""
    side = opposite(relation.side_of(contact_id))
    return Seen(relation, relation.person(side), word_at(relation, side))


def relations_of(contact: Contact, *, limit: int = SHOWN) -> list[Seen]:
    """The contact's relations to contacts that are there, families first; one query."""
    rows = Relation.objects.present().touching([contact.pk]).with_people().order_by("pk")[:limit]
    seen = [seen_from(row, contact.pk) for row in rows]
    return sorted(seen, key=lambda one: (_ORDER.index(one.relation.kind), one.other.sort_key))


def in_groups(seen: list[Seen]) -> list[Group]:
    """The relations under headings, empty ones left out."""
    groups = [
        Group(label, [one for one in seen if one.relation.what.group == code])
        for code, label in GROUPS.items()
    ]
    return [group for group in groups if group.rows]


def people_behind(company: Contact) -> list[Group]:
    """Who represents the company and who owns it; one query."""
    seen = [one for one in relations_of(company) if one.relation.b_id == company.pk]

    def of(kinds: Collection[str]) -> list[Seen]:
        return [one for one in seen if one.relation.kind in kinds]

    return [
        Group(
            _("Vertretung"),
            of(REPRESENTATIVES),
            "managing_director:a",
            _("Noch niemand erfasst, der für das Unternehmen handelt."),
        ),
        # GewO § 365n ff., WiEReG, GwG § 3: whoever owns or controls more than 25 %.
        Group(
            _("Eigentümer"),
            of(OWNERS),
            "beneficial_owner:a",
            _("Noch kein wirtschaftlicher Eigentümer erfasst."),
        ),
    ]


def present_relations(contact: Contact) -> QuerySet[Relation]:
    """The contact's relations to contacts that are there."""
    return Relation.objects.present().touching([contact.pk])
