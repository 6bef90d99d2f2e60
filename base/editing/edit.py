"""A form about what is stored, along with what its page had shown of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.http import QueryDict

from base.editing.baseline import baseline
from base.editing.carried import OWN, as_json, own_base, read_base, rebased
from base.editing.conflicts import ChangedMeanwhile, Conflict


class Edit:
    """`now` answers what the page shows at the moment; `data` is what a form sent, if any.

    A page includes `ui/edit_base.html` with it inside its form.
    """

    def __init__(self, now: Callable[[], Mapping[str, Any]], data: QueryDict | None = None) -> None:
        self._now, self._data = now, data
        self.conflicts: list[Conflict] = []

    @classmethod
    def of(cls, row: Model, names: tuple[str, ...], data: QueryDict | None = None) -> Edit:
        """About the fields `names` of one row."""
        return cls(lambda: {OWN: baseline(row, names)}, data)

    @cached_property
    def before(self) -> dict[str, Any]:
        """What the page had shown; empty for a page that carries nothing."""
        return read_base(self._data)

    @property
    def own(self) -> dict[str, Any] | None:
        """What it had shown of the row's own fields."""
        return own_base(self.before)

    @property
    def base(self) -> str:
        """What the page carries now."""
        if self.conflicts:
            return rebased(self.before, self._now(), self.conflicts)
        return as_json(self.before or self._now())

    def dispute(self, changed: ChangedMeanwhile) -> None:
        """Takes in what two people changed, once `now` tells what the other one saved."""
        self.conflicts = changed.conflicts
