"""Registry of what can happen. An activity of an unknown type is rejected.

Apps register their types in a module `activity_types`, found at start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from base.labels import Label
from base.registry import Registry

if TYPE_CHECKING:
    from audit.models import Activity


def _nothing(first: Activity) -> str:
    return ""


@dataclass(frozen=True)
class TakenBack:
    """What the record says once the action of an activity is undone, and done again after all.

    `now` says of the first entry what holds at this moment; without it the entry itself is quoted.
    """

    undone: Label
    redone: Label
    now: Callable[[Activity], str] = _nothing


@dataclass(frozen=True)
class ActivityType:
    """`code` as stored (`app.verb`), `label` as shown, `icon` a name from the icon set.

    `evidence_labels` names the keys of the evidence; `is_interaction` tells contact with the
    customer, which the activity record shows, from bookkeeping. `taken_back` is there where the
    action can be undone; what stays true whatever is undone (a mail that was sent) has none.
    """

    code: str
    label: Label
    icon: str = "circle"
    is_interaction: bool = True
    evidence_labels: Mapping[str, Label] = field(default_factory=dict, hash=False)
    taken_back: TakenBack | None = None
    # The type of the entry that an undo of such an activity adds.
    counterpart: str = ""
    now: Callable[[Activity], str] = _nothing


_types: Registry[ActivityType] = Registry("activity_types", "activity type")


def register(*types: ActivityType) -> None:
    """Adds `types`. Raises ValueError when a code is taken."""
    for given in types:
        for kind in _with_counterparts(given):
            _types.add(kind.code, kind)


def _with_counterparts(kind: ActivityType) -> list[ActivityType]:
    """The type itself, and those of the entries that follow an undo and the undo of that."""
    back = kind.taken_back
    if back is None:
        return [kind]
    undone, redone = f"{kind.code}.undone", f"{kind.code}.redone"
    labels = {
        **kind.evidence_labels,
        "entry": _("Nummer des Eintrags"),
        "entry_at": _("Eintrag vom"),
    }
    follows = replace(kind, taken_back=None, evidence_labels=labels, now=back.now)
    return [
        replace(kind, counterpart=undone),
        replace(follows, code=undone, label=back.undone, icon="undo-2", counterpart=redone),
        replace(follows, code=redone, label=back.redone, icon="redo-2", counterpart=undone),
    ]


def activity_type(code: str) -> ActivityType:
    """The registered type; raises LookupError for an unknown code."""
    return _types[code]


def activity_types() -> list[ActivityType]:
    """All registered types, by code."""
    return sorted(_types, key=lambda kind: kind.code)
