"""Changes to many contacts at once; the number of statements does not grow with theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import joined_action
from base.accounts.models import Agency, User
from base.errors import DomainError
from contacts.choices import Status
from contacts.derived.services.refresh import refresh_derived
from contacts.derived.services.roles_and_couples import refresh_roles_and_couples
from contacts.fields.normalise import sort_form
from contacts.models import Contact
from contacts.models.contact import ContactQuerySet

# The name of these runs.
KIND = "contacts"
MOST_TAGS = 30

_ADD_TAGS = """
    UPDATE contacts_contact AS c
    SET tags = c.tags || added.tags, version = c.version + 1, updated_at = now()
    FROM (
        SELECT k.id, array_agg(t.tag ORDER BY t.place)::varchar(60)[] AS tags
        FROM contacts_contact AS k
        CROSS JOIN unnest(%s::text[]) WITH ORDINALITY AS t(tag, place)
        WHERE k.id = ANY(%s) AND k.agency_id = %s AND k.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM unnest(k.tags) AS has WHERE lower(has) = lower(t.tag))
        GROUP BY k.id
    ) AS added
    WHERE c.id = added.id
"""
_REMOVE_TAGS = """
    UPDATE contacts_contact AS c
    SET tags = ARRAY(
            SELECT has FROM unnest(c.tags) WITH ORDINALITY AS u(has, place)
            WHERE lower(has) <> ALL(%s::text[]) ORDER BY place
        ), version = c.version + 1, updated_at = now()
    WHERE c.id = ANY(%s) AND c.agency_id = %s AND c.deleted_at IS NULL
      AND EXISTS (SELECT 1 FROM unnest(c.tags) AS has WHERE lower(has) = ANY(%s::text[]))
"""

Change = Callable[[Agency, list[int], Mapping[str, Any]], None]


@transaction.atomic
def change_contacts(
    *, agency: Agency, ids: Sequence[int], change: str, values: Mapping[str, Any]
) -> None:
    """Does `change` (a key of `CHANGES`) to those of `ids` that are present in the agency.

    Raises DomainError when the values do not allow it (a person who left, an unknown status).
    """
    with joined_action(f"contacts.bulk_{change}"):
        CHANGES[change](agency, list(ids), values)


def _present(agency: Agency, ids: list[int]) -> ContactQuerySet:
    return Contact.objects.filter(agency=agency, pk__in=ids).present()


def _add_tags(agency: Agency, ids: list[int], values: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ADD_TAGS.strip(), [_tags(values), ids, agency.pk])
    refresh_derived(ids)


def _remove_tags(agency: Agency, ids: list[int], values: Mapping[str, Any]) -> None:
    gone = [tag.lower() for tag in _tags(values)]
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE_TAGS.strip(), [gone, ids, agency.pk, gone])
    refresh_derived(ids)


def _tags(values: Mapping[str, Any]) -> list[str]:
    tags = [str(tag) for tag in values.get("tags", ())][:MOST_TAGS]
    if not tags:
        raise DomainError(_("Bitte geben Sie mindestens ein Schlagwort an."))
    return tags


def _assign(agency: Agency, ids: list[int], values: Mapping[str, Any]) -> None:
    person = None
    if chosen := values.get("responsible"):
        person = User.objects.filter(agency=agency, pk=chosen).first()
        if person is None:
            raise DomainError(_("Diese Person gehört nicht mehr zum Büro."))
    key = sort_form(str(person))[:140] if person else ""
    others = _present(agency, ids).exclude(responsible=person)
    others.update(
        responsible=person, responsible_key=key, version=F("version") + 1, updated_at=timezone.now()
    )


def _set_status(agency: Agency, ids: list[int], values: Mapping[str, Any]) -> None:
    status = values.get("status")
    if status not in Status.values:
        raise DomainError(_("Diesen Status gibt es nicht."))
    others = _present(agency, ids).exclude(status=status)
    others.update(status=status, version=F("version") + 1, updated_at=timezone.now())


def _delete(agency: Agency, ids: list[int], values: Mapping[str, Any]) -> None:
    now = timezone.now()
    _present(agency, ids).update(deleted_at=now, updated_at=now)
    refresh_derived(ids)
    refresh_roles_and_couples(ids)


CHANGES: dict[str, Change] = {
    "tag": _add_tags,
    "untag": _remove_tags,
    "assign": _assign,
    "status": _set_status,
    "delete": _delete,
}


def refresh_agents() -> int:
    """Brings the sort keys of responsible people in step with their names; returns how many rows.

    Contacts carry the name of who is responsible, so that lists sort by it; names change rarely.
    """
    changed = 0
    for person in User.objects.exclude(agency=None):
        mine = Contact.objects.filter(responsible=person)
        key = sort_form(str(person))[:140]
        changed += mine.exclude(responsible_key=key).update(responsible_key=key)
    return changed
