"""Keeps the name of a couple in step with those of its members."""

from __future__ import annotations

from contacts.models import Contact, Relation
from contacts.record.couple_names import NAME_FIELDS, Named, couple_name, is_named_after
from contacts.relation_kinds import COUPLE_MEMBER


def rename_couple(*, member: Contact, before: Named) -> None:
    """Renames the couple of `member`, who was called as `before` until now.

    A name that somebody gave the couple by hand stays.
    """
    if (before.given_name, before.family_name) == (member.given_name, member.family_name):
        return
    own = Relation.objects.present().filter(kind=COUPLE_MEMBER, a=member)
    for couple in Contact.objects.filter(pk__in=own.values("b")):
        joined = Relation.objects.filter(kind=COUPLE_MEMBER, b=couple).with_people()
        members = [row.a for row in joined.order_by("pk")]
        old = [before if one.pk == member.pk else one for one in members]
        stored = {name: getattr(couple, name) for name in NAME_FIELDS}
        if len(members) == 2 and is_named_after(stored, old[0], old[1]):
            for name, text in couple_name(members[0], members[1]).items():
                setattr(couple, name, text)
            couple.save(update_fields=[*stored, "updated_at"])
