"""Undoes one action as a whole, as an action of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.context import action
from audit.models import Change
from audit.subjects import refresh_subjects
from audit.undo.plan import planned, stored_changes
from audit.undo.retelling import retell
from audit.undo.taking_back import Undone, take_all_back
from audit.undo.verdicts import reason_against
from base.errors import DomainError

# What the record calls an undo (and the undo of one): with the action that it is all about.
_NAME = re.compile(r"(?P<verb>undo|redo) (?P<root>[0-9a-f-]{36})")


def undo_context(*, context: UUID, agency_id: int) -> Undone:
    """Takes back every change of `context` in one transaction, as a context of its own.

    Values that somebody changed since stay as they are and are named in the result. Raises
    DomainError when there is nothing to undo or when later rows stand on what would go.
    """
    changes = stored_changes(context, agency_id)
    if reason := reason_to_keep(context, agency_id, changes):
        raise DomainError(reason)
    result = Undone()
    try:
        with transaction.atomic(), action(_name_of_undoing(changes[0])) as own:
            result.context = own.id
            take_all_back(planned(changes), result)
            if not result.rows:  # somebody else was faster
                raise DomainError(_("Das ist bereits zurückgenommen."))
            _refresh(changes)
            retell(context, agency_id, is_partly=bool(result.kept))
    except IntegrityError as error:
        raise DomainError(
            _("Das lässt sich nicht mehr rückgängig machen: Anderes baut inzwischen darauf auf.")
        ) from error
    return result


def reason_to_keep(context: UUID, agency_id: int, changes: list[Change] | None = None) -> str:
    """Why `context` cannot be undone; "" where it can."""
    left = stored_changes(context, agency_id) if changes is None else changes
    if not left and not Change.objects.of_action(context, agency_id).exists():
        return _("Hier gibt es nichts rückgängig zu machen.")
    return reason_against(planned(left))


def undone_by(action_name: str) -> tuple[UUID, bool] | None:
    """Of an undo the action that it took back, and whether it did so, or did it again after all.

    None for any other action.
    """
    told = _NAME.fullmatch(action_name)
    return (UUID(told["root"]), told["verb"] == "undo") if told else None


def _name_of_undoing(change: Change) -> str:
    """Undoing an undo does the first action again: the record speaks of that one alone."""
    before = undone_by(change.action)
    if before is None:
        return f"undo {change.context}"
    root, was_undone = before
    return f"{'redo' if was_undone else 'undo'} {root}"


def _refresh(changes: Iterable[Change]) -> None:
    touched: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        touched[change.subject_type].add(change.subject_id)
    for code, ids in touched.items():
        refresh_subjects(code, ids)
