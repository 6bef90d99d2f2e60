"""Records what happened."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from audit.activities import activity_type
from audit.context import Context, current_context
from audit.models import Activity
from audit.subjects import subject


@transaction.atomic
def record_activity(
    *,
    kind: str,
    agency_id: int,
    subjects: Iterable[tuple[str, int]],
    summary: str,
    evidence: Mapping[str, Any] | None = None,
) -> Activity:
    """Adds an entry about each of `subjects`, which are (type, id) such as ("contact", 7).

    The database writes it, with its own time; who acts it takes from the context. Raises
    LookupError for an unregistered kind or subject type: a record that nobody can explain later
    is worth nothing.
    """
    activity_type(kind)
    entries = list(dict.fromkeys(subjects))
    activity = Activity(
        agency_id=agency_id, kind=kind, summary=summary[:500], evidence=dict(evidence or {})
    )
    _write(activity, entries)
    for code, identity in entries:
        subject(code).touch([identity], activity.at)
    return activity


def _write(activity: Activity, subjects: list[tuple[str, int]]) -> None:
    values: list[Any] = [
        activity.agency_id,
        activity.kind,
        activity.summary,
        Jsonb(activity.evidence),
        Jsonb(subjects),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_happened(%s, %s, %s, %s, %s)", values)
        activity.pk, activity.context, activity.at = cursor.fetchone()
    told = current_context() or Context()
    activity.actor_id, activity.actor, activity.address = told.actor_id, told.actor, told.address
    activity._state.adding = False
