"""A subject's whole story: what happened and what changed, newest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.activities import activity_type, activity_types
from audit.describe import Described, describe
from audit.models import Activity, ActivityQuerySet, Change
from base.ui.words import plain_words

PAGE = 40

FILTERS = {
    "alles": gettext_lazy("Alles"),
    "aenderungen": gettext_lazy("Änderungen"),
    "interaktionen": gettext_lazy("Interaktionen"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the story: an activity with what it changed, or all changes of one action."""

    at: datetime
    actor: str
    title: str
    icon: str
    address: str = ""
    changes: tuple[Described, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    context: UUID | None = None
    key: tuple[datetime, int] = field(default=(datetime.min, 0))

    @property
    def is_change(self) -> bool:
        """Whether data changed, as opposed to something that happened."""
        return bool(self.changes)


@dataclass(frozen=True)
class Timeline:
    """One page of entries; `older` is the cursor of the next one, None at the end."""

    entries: list[Entry]
    older: str | None


def timeline(
    *,
    agency_id: int,
    subject: tuple[str, int],
    only: str = "alles",
    before: str = "",
    also: Collection[int] = (),
) -> Timeline:
    """The page of the story that ends before the cursor `before`; a bad cursor starts anew.

    What happened and what changed by the same action make one entry. `also` are subjects of the
    same kind whose story is told with it: contacts that were merged into this one.
    """
    about: dict[str, Any] = {
        "agency_id": agency_id, "subject_type": subject[0], "subject_id": subject[1],
        "also": also,
    }  # fmt: skip
    moment = _cursor(before)
    changes = [] if only == "interaktionen" else _page(Change.objects.about(**about), moment)
    activities = [] if only == "aenderungen" else _page(_happened(about, only), moment)
    entries = _joined(_change_entries(changes[:PAGE]), activities[:PAGE])
    entries.sort(key=lambda entry: entry.key, reverse=True)
    shown = entries[:PAGE]
    more = max(len(changes), len(activities), len(entries)) > PAGE
    return Timeline(shown, shown[-1].key[0].isoformat() if more and shown else None)


def _happened(about: dict[str, Any], only: str) -> ActivityQuerySet:
    happened = Activity.objects.about(**about)
    if only != "interaktionen":
        return happened
    return happened.filter(kind__in=[t.code for t in activity_types() if t.is_interaction])


def _joined(changed: list[Entry], activities: list[Activity]) -> list[Entry]:
    by_context = {entry.context: entry for entry in changed}
    told = []
    for activity in activities:
        entry = _activity_entry(activity)
        belonging = by_context.pop(activity.context, None)
        if belonging:
            entry = replace(
                entry, changes=belonging.changes, context=belonging.context,
                key=min(entry.key, belonging.key),
            )  # fmt: skip
        told.append(entry)
    return [*told, *by_context.values()]


def _page(rows: Any, moment: datetime | None) -> list[Any]:
    return list((rows.filter(at__lt=moment) if moment else rows)[: PAGE + 1])


def _cursor(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _change_entries(changes: list[Change]) -> list[Entry]:
    words = dict(zip((change.pk for change in changes), describe(changes), strict=True))
    entries = []
    for context, grouped in groupby(changes, key=lambda change: change.context):
        group = list(grouped)
        described = tuple(words[change.pk] for change in reversed(group))
        entries.append(_change_entry(context, group, described))
    return entries


def _change_entry(context: UUID, group: list[Change], described: tuple[Described, ...]) -> Entry:
    first, last = group[-1], group[0]
    return Entry(
        at=last.at, actor=first.actor, address=first.address, icon="pencil",
        title=_change_title(first, described), changes=described, context=context,
        key=(first.at, first.pk),
    )  # fmt: skip


def _change_title(first: Change, described: tuple[Described, ...]) -> str:
    if first.action == "undo":
        return _("Rückgängig gemacht")
    own = next(
        (words for words in described if words.operation != "" and words.differences), described[0]
    )
    return f"{own.what} {own.operation}"


def _activity_entry(activity: Activity) -> Entry:
    kind = activity_type(activity.kind)
    evidence = tuple(
        (str(kind.evidence_labels.get(key, key)), plain_words(value))
        for key, value in activity.evidence.items()
        if value not in (None, "", [], {})
    )
    return Entry(
        at=activity.at, actor=activity.actor, address=activity.address, icon=kind.icon,
        title=activity.title, evidence=evidence,
        key=(activity.at, activity.pk),
    )  # fmt: skip
