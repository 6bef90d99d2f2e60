"""Whether an undo would do anything, and why not: asked for every button and by the undo itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from audit.models import Change, Operation
from audit.undo.plan import goes_softly, planned
from audit.undo.rows import Place, Row, place_of, rivals, rows_now
from audit.undo.secrets import SECRET_MARK, secret_values
from base.registry import Registry

# Answers by id of a change why its row may not go back, for those where it may not.
Obstacle = Callable[[Sequence[tuple[Change, Row]]], Mapping[int, str]]
_obstacles: Registry[tuple[str, Obstacle]] = Registry("subjects", "obstacle of")
_AT_ONCE = 500


class Verdict(Enum):
    """What can be taken back of one change."""

    FREE = "free"
    DONE = "done"  # it is as it was before
    CHANGED = "changed"  # somebody changed it since, or another row has taken its place


def register_obstacle(table: str, obstacle: Obstacle) -> None:
    """Adds what keeps rows of `table` from going back: effects outside the database.

    `obstacle` gets the changes with the rows as they are now.
    """
    _obstacles.add(table, (table, obstacle))


@dataclass(frozen=True)
class Findings:
    """What the database says about changes: their rows now, what stops them, what took their place.

    Collected for many changes at once.
    """

    rows: Mapping[int, Row | None]
    stops: Mapping[int, str]
    rivals: Mapping[int, set[Place]]

    @classmethod
    def about(cls, changes: Sequence[Change]) -> Findings:
        """Two queries for all tables together, and those of the obstacles."""
        rows = rows_now(changes)
        wanted = {
            change.pk: wanted
            for change in changes
            if (wanted := _row_wanted(change, rows[change.pk])) is not None
        }
        return cls(rows, _stops(changes, rows), rivals(changes, wanted))


def reason_against(changes: Sequence[Change]) -> str:
    """Why nothing of these changes of one action can be taken back; "" where an undo works.

    `changes` are what an undo takes back, newest first (`plan.planned`).
    """
    own = {place_of(change) for change in changes}
    found: set[Verdict] = set()
    rest = list(changes)
    while rest:
        some, rest = _with_values(rest[:_AT_ONCE]), rest[_AT_ONCE:]
        findings = Findings.about(some)
        if stop := _stop(some, findings, own):
            return stop
        found |= {verdict(change, findings, own) for change in some}
        if Verdict.FREE in found:
            rest = list(filter(_may_stop, rest))
    return _in_words(found)


def reasons_against(actions: Sequence[Sequence[Change]]) -> list[str]:
    """`reason_against` for what several actions did to one subject, in a fixed number of queries.

    `actions` hold whole changes, newest first, erased ones among them.
    """
    left = [planned(one for one in changes if one.erased_by is None) for changes in actions]
    findings = Findings.about([change for changes in left for change in changes])
    reasons = []
    for changes in left:
        own = {place_of(change) for change in changes}
        found = {verdict(change, findings, own) for change in changes}
        reasons.append(_stop(changes, findings, own) or _in_words(found))
    return reasons


def verdict(change: Change, findings: Findings, own: set[Place]) -> Verdict:
    """What can be taken back of one change; `own` are the rows that the action changed."""
    now = findings.rows[change.pk]
    if change.operation == Operation.INSERT:
        return _of_added(change, now)
    if change.operation == Operation.DELETE:
        if now is not None:
            return Verdict.DONE
        return Verdict.CHANGED if findings.rivals.get(change.pk, set()) - own else Verdict.FREE
    if now is None:
        return Verdict.CHANGED
    if columns_back(change, now)[0]:
        return Verdict.FREE
    is_back = all(now.get(name) == value for name, value in (change.before or {}).items())
    return Verdict.DONE if is_back else Verdict.CHANGED


def columns_back(change: Change, now: Row) -> tuple[dict[str, Any], list[str]]:
    """The columns that an undo writes with their values, and those changed since."""
    back: dict[str, Any] = {}
    kept: list[str] = []
    for column, value in (change.before or {}).items():
        expected = (change.after or {}).get(column)
        if SECRET_MARK in (value, expected):
            known = secret_values(change, column)
            value, expected = known or (None, SECRET_MARK)
        if now.get(column) != expected:
            kept.append(column)
        else:
            back[column] = value
    return back, kept


def is_as_added(change: Change, now: Row) -> bool:
    """Whether nobody changed the row since it was added."""
    added = (change.after or {}).items()
    return all(value == SECRET_MARK or now.get(name) == value for name, value in added)


def _of_added(change: Change, now: Row | None) -> Verdict:
    if now is None:
        return Verdict.DONE
    if goes_softly(change):
        return Verdict.FREE if now.get("deleted_at") is None else Verdict.DONE
    return Verdict.FREE if is_as_added(change, now) else Verdict.CHANGED


def _row_wanted(change: Change, now: Row | None) -> Row | None:
    """The whole row as it would stand there again, where it is put back or changed."""
    if change.operation == Operation.DELETE:
        return change.before if now is None else None
    if change.operation == Operation.INSERT or now is None:
        return None
    back, _kept = columns_back(change, now)
    return {**now, **back} if back else None


def _stops(changes: Sequence[Change], rows: Mapping[int, Row | None]) -> dict[int, str]:
    stops: dict[int, str] = {}
    for table, obstacle in _obstacles:
        meant = [(one, now) for one in changes if one.table_name == table and (now := rows[one.pk])]
        if meant:
            stops |= obstacle(meant)
    return stops


def _stop(changes: Sequence[Change], findings: Findings, own: set[Place]) -> str:
    """What keeps the action as a whole from being taken back."""
    for change in changes:
        if reason := findings.stops.get(change.pk):
            return reason
        is_update = change.operation == Operation.UPDATE
        if is_update and findings.rivals.get(change.pk, set()) - own:
            return _("Ein neuerer Eintrag steht dem entgegen.")
    return ""


def _in_words(found: set[Verdict]) -> str:
    if Verdict.FREE in found:
        return ""
    if not found:
        return _("Endgültig Gelöschtes lässt sich nicht zurückholen.")
    if found == {Verdict.DONE}:
        return _("Das ist bereits zurückgenommen.")
    return _("Das wurde seither geändert.")


def _may_stop(change: Change) -> bool:
    """Whether one such change can keep the whole action from going back."""
    return change.operation == Operation.UPDATE or change.table_name in _obstacles


def _with_values(changes: Sequence[Change]) -> list[Change]:
    whole = Change.objects.in_bulk([change.pk for change in changes])
    return [whole[change.pk] for change in changes]
