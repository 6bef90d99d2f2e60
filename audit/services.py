"""Records what happened."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.activities import activity_type
from audit.context import Context, current_context
from audit.models import Activity, ActivitySubject
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

    Raises LookupError for an unregistered kind or subject type: a record that nobody can
    explain later is worth nothing.
    """
    activity_type(kind)
    context = current_context() or Context()
    at = timezone.now()
    activity = Activity.objects.create(
        agency_id=agency_id, kind=kind, summary=summary[:500], evidence=dict(evidence or {}),
        context=context.id, actor_id=context.actor_id, actor=context.actor,
        address=context.address, at=at,
    )  # fmt: skip
    entries = list(dict.fromkeys(subjects))
    ActivitySubject.objects.bulk_create(
        ActivitySubject(
            activity=activity, agency_id=agency_id, subject_type=code, subject_id=identity
        )
        for code, identity in entries
    )
    for code, identity in entries:
        subject(code).touch([identity], at)
    return activity
