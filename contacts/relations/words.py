"""Chooses the right word for somebody in a relation."""

from __future__ import annotations

from contacts.choices import ContactKind, Salutation
from contacts.models import Contact, Relation
from contacts.relation_kinds import OTHER, RelationEnd, Words


def fitting(words: Words, contact: Contact) -> str:
    """The word of `words` for `contact`: by Anrede, several for a couple, else the neutral one."""
    chosen = words.neutral
    if contact.kind == ContactKind.COUPLE:
        chosen = words.plural
    elif contact.kind == ContactKind.PERSON and contact.salutation == Salutation.MS:
        chosen = words.female
    elif contact.kind == ContactKind.PERSON and contact.salutation == Salutation.MR:
        chosen = words.male
    return str(chosen or words.neutral)


def word_at(relation: Relation, side: RelationEnd) -> str:
    """What who stands at `side` is to the other end; the relation's contacts have to be loaded."""
    if relation.kind == OTHER:
        return relation.word_a if side == "a" else relation.word_b
    return fitting(relation.what.words(side), relation.person(side))
