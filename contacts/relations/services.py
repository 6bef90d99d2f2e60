"""Every change to a relation between two contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.context import action, joined_action
from base.errors import DomainError
from contacts.derived.services.roles_and_couples import refresh_roles_and_couples
from contacts.models import Contact, Relation
from contacts.relation_kinds import COUPLE_MEMBER, KINDS, OTHER, RelationEnd, RelationKind, opposite


@dataclass(frozen=True)
class RelationData:
    """What somebody is to a contact: `side` is the other one's place in the kind `kind`.

    `word` and `word_back` are the agent's own words for the kind »other«: what the other one is
    to the contact, and the contact to the other one (the same when left out). `share` is in
    percent.
    """

    kind: str
    side: RelationEnd = "a"
    word: str = ""
    word_back: str = ""
    power: str = ""
    share: Decimal | None = None
    since: date | None = None
    note: str = ""


def relate(*, contact: Contact, other: Contact, data: RelationData) -> Relation:
    """Says what `other` is to `contact`.

    Raises DomainError when the relation exists, makes no sense between these two, or joins a
    contact with itself or with one of another agency.
    """
    with joined_action("contacts.relate"), transaction.atomic():
        relation = Relation(agency_id=contact.agency_id)
        _fill(relation, contact, other, data)
        _keep(relation)
    return relation


def change_relation(*, relation: Relation, contact: Contact, data: RelationData) -> Relation:
    """Changes what the other one is to `contact`; raises DomainError like `relate`."""
    if relation.kind == COUPLE_MEMBER:
        raise DomainError(_("Ein Paar wird aufgelöst, nicht geändert."))
    with joined_action("contacts.change_relation"), transaction.atomic():
        _fill(relation, contact, relation.other(contact.pk), data)
        _keep(relation)
    return relation


def remove_relation(*, relation: Relation) -> UUID:
    """Takes the relation away; returns the context that undoes it."""
    if relation.kind == COUPLE_MEMBER:
        raise DomainError(_("Ein Paar wird aufgelöst, nicht geändert."))
    ends = [relation.a_id, relation.b_id]
    with transaction.atomic(), action("contacts.remove_relation") as context:
        relation.delete()
        refresh_roles_and_couples(ends)
    return context.id


def _fill(relation: Relation, contact: Contact, other: Contact, data: RelationData) -> None:
    kind = _checked_kind(contact, other, data)
    side: RelationEnd = "a" if kind.both else data.side
    relation.kind = kind.code
    relation.a, relation.b = (other, contact) if side == "a" else (contact, other)
    word, back = _words(data)
    relation.word_a, relation.word_b = (word, back) if side == "a" else (back, word)
    relation.power = data.power if "power" in kind.details else ""
    relation.share = data.share if "share" in kind.details else None
    relation.since = data.since
    relation.note = data.note.strip()


def _checked_kind(contact: Contact, other: Contact, data: RelationData) -> RelationKind:
    if contact.pk == other.pk:
        raise DomainError(
            _("Ein Kontakt kann nicht mit sich selbst verbunden werden."),
            fields={"other": _("Bitte wählen Sie eine andere Person.")},
        )
    if contact.agency_id != other.agency_id:
        raise DomainError(_("Diesen Kontakt gibt es nicht."))
    kind = KINDS.get(data.kind)
    if kind is None or kind.code == COUPLE_MEMBER:
        raise _unfit(_("Bitte wählen Sie eine Beziehung."))
    fits = other.kind in kind.kinds(data.side) and contact.kind in kind.kinds(opposite(data.side))
    if not fits:
        raise _unfit(_("Diese Beziehung passt nicht zwischen diesen Kontakten."))
    return kind


def _words(data: RelationData) -> tuple[str, str]:
    if data.kind != OTHER:
        return "", ""
    word = " ".join(data.word.split())
    if not word:
        message = _("Bitte geben Sie an, wie die Beziehung heißt.")
        raise DomainError(message, fields={"word": message})
    return word, " ".join(data.word_back.split()) or word


def _unfit(message: str) -> DomainError:
    return DomainError(message, fields={"relation": message})


def _keep(relation: Relation) -> None:
    try:
        with transaction.atomic():
            relation.save()
    except IntegrityError as error:
        if "relation_once" not in str(error) and "relation_free_word" not in str(error):
            raise
        raise _unfit(_("Diese Beziehung zwischen den beiden gibt es schon.")) from None
    refresh_roles_and_couples([relation.a_id, relation.b_id])
