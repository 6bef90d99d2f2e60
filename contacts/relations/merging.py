"""Moves the relations of a contact that is merged into another one."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from contacts.models import Contact, Relation
from contacts.relation_kinds import RelationEnd


def move_as_a(gone: Contact, kept: Contact) -> None:
    """Moves the relations in which `gone` is a; see `_move`."""
    _move(gone, kept, "a")


def move_as_b(gone: Contact, kept: Contact) -> None:
    """Moves the relations in which `gone` is b; see `_move`."""
    _move(gone, kept, "b")


def _move(gone: Contact, kept: Contact, side: RelationEnd) -> None:
    """Each relation goes to `kept`, unless it would join that with itself, is there already or does
    not fit (a company has no parents).

    What cannot go is removed; an undo of the merge puts it back. The person may now belong to
    two couples: the one that `kept` belongs to stays.
    """
    rows = Relation.objects.filter(**{side: gone.pk}).order_by("pk")
    for relation in rows:
        far = relation.b_id if side == "a" else relation.a_id
        fits = kept.kind in relation.what.kinds(side)
        if far == kept.pk or not fits or not _moved(relation, kept, side):
            relation.delete()


def _moved(relation: Relation, kept: Contact, side: RelationEnd) -> bool:
    setattr(relation, side, kept)
    try:
        with transaction.atomic():
            relation.save(update_fields=[side])
    except IntegrityError:
        return False
    return True
