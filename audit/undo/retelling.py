"""Goes on telling what happened when an action is taken back: nothing that was told is removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from audit.activities import activity_type
from audit.models import Activity, ActivitySubject
from audit.services import record_activity

# Keys of the evidence: which entry is meant, and of when it is.
ENTRY, ENTRY_AT = "entry", "entry_at"


def retell(context: UUID, agency_id: int, *, is_partly: bool) -> None:
    """Adds to each activity of the action `context` one that says what holds now.

    Call it when the rows are back: the sentences are made of how things stand. `is_partly` says
    that something of the action stayed because it was changed since.
    """
    told = list(Activity.objects.filter(agency_id=agency_id, context=context).order_by("id"))
    concerned = [one for one in told if activity_type(one.kind).counterpart]
    firsts = _first_entries(concerned)
    subjects = _subjects(concerned)
    for one in concerned:
        first = firsts.get(one.pk)
        if first is None or first.erased_by:  # nothing may be said of it any more
            continue
        kind = activity_type(activity_type(one.kind).counterpart)
        record_activity(
            kind=kind.code,
            agency_id=agency_id,
            subjects=subjects[one.pk],
            summary=_summary(str(kind.label), kind.now(first) or first.summary, is_partly),
            evidence={**first.evidence, ENTRY: first.pk, ENTRY_AT: first.at.isoformat()},
        )


def _summary(label: str, now: str, is_partly: bool) -> str:
    told = f"{label}: {now}"
    return _("%(told)s (was seither geändert wurde, blieb)") % {"told": told} if is_partly else told


def _first_entries(told: Iterable[Activity]) -> dict[int, Activity]:
    """The entry that each is about in the end: itself, or what an undo was about."""
    meant = {one.pk: int(one.evidence.get(ENTRY, one.pk)) for one in told}
    found = Activity.objects.in_bulk(set(meant.values()))
    return {pk: found[first] for pk, first in meant.items() if first in found}


def _subjects(told: Iterable[Activity]) -> dict[int, list[tuple[str, int]]]:
    found = defaultdict(list)
    for one in ActivitySubject.objects.filter(activity__in=list(told)).order_by("id"):
        found[one.activity_id].append((one.subject_type, one.subject_id))
    return found
