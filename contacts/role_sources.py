"""Roles that relations between contacts give."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Case, CharField, F, Func, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from contacts.choices import ContactKind
from contacts.models import Relation
from contacts.relation_kinds import COUPLE_MEMBER, KINDS
from contacts.roles import RoleSource, register_role_source


def roles_by_relation(ids: Collection[int]) -> Iterator[QuerySet[Any, Any]]:
    """Who is referrer or tenant because a relation says so."""
    for side in ("a", "b"):
        roles = {kind.code: getattr(kind, f"role_{side}") for kind in KINDS.values()}
        words = [When(kind=code, then=Value(role)) for code, role in roles.items() if role]
        giving = [code for code, role in roles.items() if role]
        rows = Relation.objects.present().filter(kind__in=giving, **{f"{side}__in": ids})
        yield rows.annotate(holder=F(side), role=Case(*words, output_field=CharField()))


def roles_of_members(ids: Collection[int]) -> Iterator[QuerySet[Any, Any]]:
    """A couple is what its members were made by hand before they were joined."""
    rows = Relation.objects.present().filter(kind=COUPLE_MEMBER, b__in=ids)
    each = Func(F("a__roles"), function="unnest", output_field=CharField())
    yield rows.annotate(holder=F("b"), role=each)


_GIVEN = frozenset(role for kind in KINDS.values() for role in (kind.role_a, kind.role_b) if role)

register_role_source(RoleSource("relation", _("aus Beziehung"), roles_by_relation, _GIVEN))
register_role_source(
    RoleSource("couple", _("von den Partnern"), roles_of_members, kind=ContactKind.COUPLE)
)
