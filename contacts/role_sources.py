"""Roles that relations between contacts give."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from contacts.models import Relation
from contacts.relation_kinds import COUPLE_MEMBER, KINDS
from contacts.roles import RoleSource, register_role_source

_WITH_ROLES = [kind.code for kind in KINDS.values() if kind.role_a or kind.role_b]


def roles_by_relation(ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """Who is referrer or tenant because a relation says so."""
    wanted = set(ids)
    rows = Relation.objects.present().touching(ids).filter(kind__in=_WITH_ROLES)
    for kind, a, b in rows.values_list("kind", "a", "b"):
        for contact_id, role in ((a, KINDS[kind].role_a), (b, KINDS[kind].role_b)):
            if role and contact_id in wanted:
                yield contact_id, role


def roles_of_members(ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """A couple is what its members were made by hand before they were joined."""
    rows = Relation.objects.present().filter(kind=COUPLE_MEMBER, b__in=ids)
    for couple, roles in rows.values_list("b", "a__roles"):
        yield from ((couple, role) for role in roles)


register_role_source(RoleSource("relation", _("aus Beziehung"), roles_by_relation))
register_role_source(RoleSource("couple", _("von den Partnern"), roles_of_members))
