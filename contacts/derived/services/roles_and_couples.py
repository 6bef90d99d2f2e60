"""Refreshes what follows from relations: the derived roles of a contact, its place in a couple."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef

from contacts.choices import ContactRole
from contacts.models import Contact, Relation
from contacts.relation_kinds import COUPLE_MEMBER
from contacts.roles import roles_from_sources

CHUNK = 1_000

_WRITE_ROLES = """
    UPDATE contacts_contact AS c SET derived_roles = string_to_array(v.roles, ',')
    FROM unnest(%s::bigint[], %s::text[]) AS v(id, roles)
    WHERE c.id = v.id AND c.derived_roles IS DISTINCT FROM string_to_array(v.roles, ',')::varchar[]
"""


def refresh_roles(ids: Iterable[int]) -> None:
    """Rewrites the derived roles of the contacts `ids`, where they changed.

    The number of queries is the same for one contact and for a thousand.
    """
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), CHUNK):
        _write_roles(wanted[start : start + CHUNK])


def refresh_roles_and_couples(ids: Iterable[int]) -> None:
    """Rewrites everything that relations say of the contacts `ids` and of their neighbours.

    Call it when relations or the presence of contacts have changed.
    """
    touched = set(ids)
    rows = Relation.objects.touching(list(touched)).values_list("a", "b")
    touched.update(*rows)
    with transaction.atomic():
        _write_couples(sorted(touched))
        refresh_roles(touched)


def _write_roles(ids: Sequence[int]) -> None:
    present = set(Contact.objects.present().filter(pk__in=ids).values_list("pk", flat=True))
    found = roles_from_sources(sorted(present))
    texts = [",".join(role for role in ContactRole if role in found.get(pk, ())) for pk in ids]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_ROLES.strip(), [list(ids), texts])


def _write_couples(ids: Sequence[int]) -> None:
    couple = Relation.objects.present().filter(kind=COUPLE_MEMBER, a=OuterRef("pk"))
    contacts = Contact.objects.filter(pk__in=ids).annotate(now=Exists(couple))
    contacts.exclude(is_in_couple=F("now")).update(is_in_couple=Exists(couple))
