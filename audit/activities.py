"""Registry of what can happen. An activity of an unknown type is rejected.

Apps register their types in a module `activity_types`, found at start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class ActivityType:
    """`code` as stored (`app.verb`), `label` as shown, `icon` a name from the icon set.

    `evidence_labels` names the keys of the evidence; `is_interaction` tells contact with the
    customer, which the activity record shows, from bookkeeping.
    """

    code: str
    label: str | Promise
    icon: str = "circle"
    is_interaction: bool = True
    evidence_labels: Mapping[str, str | Promise] = field(default_factory=dict, hash=False)


_types: dict[str, ActivityType] = {}


def register(*types: ActivityType) -> None:
    """Adds `types`; raises ValueError when a code is taken by another type."""
    for kind in types:
        if _types.setdefault(kind.code, kind) != kind:
            raise ValueError(f"activity type {kind.code} is registered twice")


def activity_type(code: str) -> ActivityType:
    """The registered type; raises LookupError for an unknown code."""
    try:
        return _types[code]
    except KeyError:
        raise LookupError(f"activity type {code} is not registered") from None


def activity_types() -> list[ActivityType]:
    """All registered types, by code."""
    return [_types[code] for code in sorted(_types)]
