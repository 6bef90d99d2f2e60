"""What stands against a save when two people changed the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from base.errors import DomainError, Message


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed: what it is now, and what the second wanted.

    `row_id` is the id of the row below the record (a phone, an address) and `rows` what holds it
    (`phones` …); None and empty for the record's own fields. With `rows` alone the field is one of
    a named set. An empty `field` stands for the whole row.
    """

    label: Message
    field: str
    theirs: Any
    mine: Any
    row_id: int | None = None
    rows: str = ""


class ChangedMeanwhile(DomainError):
    """Somebody else saved other values for the same fields in the meantime."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(_("Jemand hat diese Angaben inzwischen geändert."))
        self.conflicts = list(conflicts)
