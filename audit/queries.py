"""A subject's whole story: what happened and what changed, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.activities import activity_type, activity_types
from audit.describe import Described, describe
from audit.models import Activity, ActivityQuerySet, Change
from audit.undo import reasons_against, undone_by
from base.ui.words import plain_words

PAGE = 40
# Of what an undo took back, for its title.
MOST_TAKEN_BACK = 400

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
    # What the record holds of it: an undo takes these back.
    rows: tuple[Change, ...] = ()
    # Why it cannot be undone; known where `with_reasons` was asked.
    why_not: str = ""

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
        "agency_id": agency_id,
        "subject_type": subject[0],
        "subject_id": subject[1],
        "also": also,
    }
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
                entry,
                changes=belonging.changes,
                context=belonging.context,
                key=min(entry.key, belonging.key),
                rows=belonging.rows,
            )
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


def with_reasons(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries with why they cannot be undone, by the function that undo itself asks."""
    entries = list(entries)
    changing = [entry for entry in entries if entry.rows]
    reasons = reasons_against([entry.rows for entry in changing])
    why = {id(entry): reason for entry, reason in zip(changing, reasons, strict=True)}
    return [replace(entry, why_not=why.get(id(entry), "")) for entry in entries]


def _change_entries(changes: list[Change]) -> list[Entry]:
    """One entry for each action; an undo is told by what it took back."""
    first = {change.context: change for change in reversed(changes)}
    taken_back = _taken_back(list(first.values()))
    told = [*changes, *(change for group in taken_back.values() for change in group)]
    words = dict(zip((change.pk for change in told), describe(told), strict=True))
    titles = {root: _title(_in_order(group, words)) for root, group in taken_back.items()}
    entries = []
    for context, grouped in groupby(changes, key=lambda change: change.context):
        group = list(grouped)
        described = _in_order(group, words)
        title = _title_of_undo(group[-1], titles) or _title(described)
        entries.append(_change_entry(context, group, described, title))
    return entries


def _in_order(group: list[Change], words: dict[int, Described]) -> tuple[Described, ...]:
    return tuple(words[change.pk] for change in reversed(group))


def _change_entry(
    context: UUID, group: list[Change], described: tuple[Described, ...], title: str
) -> Entry:
    first, last = group[-1], group[0]
    return Entry(
        at=last.at,
        actor=first.actor,
        address=first.address,
        icon="pencil",
        title=title,
        changes=described,
        context=context,
        key=(first.at, first.pk),
        rows=tuple(group),
    )


def _taken_back(firsts: list[Change]) -> dict[UUID, list[Change]]:
    """What the undos among these actions are about: its changes to the same subject."""
    roots = [found[0] for change in firsts if (found := undone_by(change.action))]
    if not roots:
        return {}
    about = {
        name: {getattr(change, name) for change in firsts}
        for name in ("agency_id", "subject_type", "subject_id")
    }
    rows = Change.objects.filter(
        context__in=roots, **{f"{name}__in": values for name, values in about.items()}
    )
    groups: dict[UUID, list[Change]] = defaultdict(list)
    for change in rows.order_by("-id")[:MOST_TAKEN_BACK]:
        groups[change.context].append(change)
    return groups


def _title_of_undo(first: Change, titles: Mapping[UUID, str]) -> str:
    found = undone_by(first.action)
    if found is None:
        return ""
    root, is_undone = found
    what = titles.get(root, "")
    if is_undone:
        return (
            _("Rückgängig gemacht: %(what)s") % {"what": what} if what else _("Rückgängig gemacht")
        )
    return _("Wieder ausgeführt: %(what)s") % {"what": what} if what else _("Wieder ausgeführt")


def _title(described: tuple[Described, ...]) -> str:
    """The first change that says something; how many more there are."""
    own = next((words for words in described if words.differences or words.name), described[0])
    more = len(described) - 1
    if not more:
        return own.title
    further = ngettext(
        "%(title)s und %(more)d weitere Änderung", "%(title)s und %(more)d weitere Änderungen", more
    )
    return further % {"title": own.title, "more": more}


def _activity_entry(activity: Activity) -> Entry:
    kind = activity_type(activity.kind)
    evidence = tuple(
        (str(kind.evidence_labels.get(key, key)), plain_words(value))
        for key, value in activity.evidence.items()
        if value not in (None, "", [], {})
    )
    return Entry(
        at=activity.at,
        actor=activity.actor,
        address=activity.address,
        icon=kind.icon,
        title=activity.title,
        evidence=evidence,
        key=(activity.at, activity.pk),
    )
