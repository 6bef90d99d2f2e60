"""Registry of what gives a contact a role by itself: a relation, a search order, an ownership.

An app registers its sources in a module `role_sources`, found at start, and calls
`contacts.services.refresh_roles` whenever what they look at has changed. The roles are written
to `Contact.derived_roles`; those set by hand stand in `Contact.roles` and stay untouched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value

from base.labels import Label
from base.registry import Registry
from contacts.choices import ContactRole
from contacts.models import Contact

RolesOf = Callable[[Collection[int]], Iterable[QuerySet[Any, Any]]]


@dataclass(frozen=True)
class RoleSource:
    """`roles_of(ids)` yields querysets with `holder` and `role` for those of `ids` that have one.

    What all sources yield is read in one query; `holder` is the id of the contact.
    `reason` tells people where the role comes from (»aus Suchauftrag«). `gives` are the roles that
    may come from here, `kind` is that of the contacts that it is about; all where empty.
    """

    code: str
    reason: Label
    roles_of: RolesOf
    gives: frozenset[str] = frozenset()
    kind: str = ""

    def may_explain(self, contact: Contact) -> bool:
        """Whether one of the contact's derived roles can come from here."""
        is_of_kind = self.kind in ("", contact.kind)
        return is_of_kind and not (self.gives and self.gives.isdisjoint(contact.derived_roles))


@dataclass(frozen=True)
class DerivedRole:
    """A role in words, with the reasons for it."""

    label: str
    reason: str


_sources: Registry[RoleSource] = Registry("role_sources", "role source")


def register_role_source(source: RoleSource) -> None:
    """Adds a source. Raises ValueError when its code is taken."""
    _sources.add(source.code, source)


def roles_from_sources(
    ids: Collection[int], sources: Collection[RoleSource] | None = None
) -> dict[int, dict[str, list[Label]]]:
    """For each contact the roles that anything (or one of `sources`) gives it, with the reasons."""
    asked = list(_sources) if sources is None else sources
    found: dict[int, dict[str, list[Label]]] = defaultdict(lambda: defaultdict(list))
    rows = [
        rows.order_by().values_list("holder", "role", Value(source.code))
        for source in asked
        for rows in source.roles_of(ids)
    ]
    given = set(rows[0].union(*rows[1:], all=True)) if rows else set()
    order = [source.code for source in asked]
    for holder, role, code in sorted(given, key=lambda one: order.index(one[2])):
        reasons = found[holder][role]
        if (reason := _sources[code].reason) not in reasons:
            reasons.append(reason)
    return found


def derived_roles_of(contact: Contact) -> list[DerivedRole]:
    """The roles that the contact has by itself, in the usual order, for its form."""
    if not contact.derived_roles:
        return []
    # Each source costs the database more to plan than to answer.
    asked = [source for source in _sources if source.may_explain(contact)]
    found = roles_from_sources([contact.pk], asked)[contact.pk]
    return [
        DerivedRole(str(role.label), ", ".join(map(str, found[role])))
        for role in ContactRole
        if role in found
    ]
