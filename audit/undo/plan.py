"""Which of an action's changes an undo takes back, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from audit.models import Change, Operation
from audit.tables import is_subject_row


def stored_changes(context: UUID, agency_id: int) -> list[Change]:
    """What the record still holds of `context`, newest first.

    Without the rows' values: an import has tens of thousands.
    """
    found = Change.objects.of_action(context, agency_id).filter(erased_by=None).order_by("-id")
    return list(
        found.defer("before", "after", "salt").annotate(goes_softly=Q(after__has_key="deleted_at"))
    )


def planned(changes: Iterable[Change]) -> list[Change]:
    """The changes that are taken back one by one; the rest goes with them."""
    return _told_once(_without_children_of_removed(list(changes)))


def goes_softly(change: Change) -> bool:
    """Whether the row that was added has a column that says it is deleted."""
    known = getattr(change, "goes_softly", None)
    return "deleted_at" in (change.after or {}) if known is None else bool(known)


def _without_children_of_removed(changes: list[Change]) -> list[Change]:
    """A subject that was created here goes softly and keeps what hangs on it."""
    created = {
        (change.subject_type, change.subject_id)
        for change in changes
        if change.operation == Operation.INSERT and is_subject_row(change) and goes_softly(change)
    }
    return [
        change
        for change in changes
        if (change.subject_type, change.subject_id) not in created
        or (change.operation == Operation.INSERT and goes_softly(change))
    ]


def _told_once(changes: list[Change]) -> list[Change]:
    """A row that joins two subjects told each of its changes to both: one of them is enough.

    The two follow each other among the changes of the row and differ in the subject only.
    """
    latest: dict[tuple[str, int], Change] = {}
    kept = []
    for change in changes:
        row = (change.table_name, change.row_id)
        before = latest.get(row)
        if before is None or not _is_twin(before, change):
            latest[row] = change
            kept.append(change)
    return kept


def _is_twin(one: Change, other: Change) -> bool:
    same = all(
        getattr(one, name) == getattr(other, name)
        for name in ("transaction", "operation", "before", "after")
    )
    return same and (one.subject_type, one.subject_id) != (other.subject_type, other.subject_id)
