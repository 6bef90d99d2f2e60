"""The hidden field `base` of a page: its parts, and what it carries after a conflict."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from base.editing.conflicts import Conflict

# The part of a base that holds the record's own fields.
OWN = "own"


def as_json(base: Mapping[str, Any]) -> str:
    """`base` as the page carries it."""
    return json.dumps(base, ensure_ascii=False)


def read_base(data: QueryDict | Mapping[str, Any] | None) -> dict[str, Any]:
    """What the page had shown, as it came back; nothing when it makes no sense."""
    try:
        base = json.loads(data.get("base") or "{}" if data else "{}")
    except (ValueError, RecursionError):
        return {}
    return base if isinstance(base, dict) else {}


def own_base(base: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the page had shown of the record's own fields, if anything."""
    return rows_base(base, OWN) or None


def rows_base(base: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What the page had shown of the rows `name`, by their ids."""
    rows = base.get(name)
    return rows if isinstance(rows, dict) else {}


def rebased(shown: Mapping[str, Any], now: Mapping[str, Any], conflicts: Iterable[Conflict]) -> str:
    """What the page carries after a conflict: as before, but knowing what others made of the
    fields in conflict.

    Only of those. With all fields as they are now, a value that the person never touched, and
    that still stands in their form as it was, would look like their change at the next save.
    """
    result = copy.deepcopy(dict(shown))
    for conflict in conflicts:
        old, new = (_place(base, conflict) for base in (result, now))
        if conflict.field:
            old[conflict.field] = new.get(conflict.field)
        else:
            old.update(new)
    return as_json(result)


def _place(base: Mapping[str, Any], conflict: Conflict) -> dict[str, Any]:
    """The part of a base in which the field of `conflict` stands."""
    part = base.get(conflict.rows or OWN)
    if conflict.row_id is not None and isinstance(part, dict):
        part = part.get(str(conflict.row_id))
    return part if isinstance(part, dict) else {}
