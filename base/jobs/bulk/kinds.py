"""What the kinds of bulk runs have to say for themselves; everything else they share.

An app registers its kinds in `<app>/bulk_kinds.py` (autodiscovered) and routes its addresses to
`base.jobs.bulk.views` with the kind's code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from base.jobs.bulk.models import BulkRun


@dataclass(frozen=True)
class BulkKind:
    """One kind of bulk run.

    `choose` tells which rows a selection means, in the order in which they are changed; `perform`
    changes some of them in the transaction it is called in, raising DomainError where it must
    not. `recorded` opens the run's audit context; `undo` takes the run back and tells whether
    later changes were kept, raising DomainError when it is not possible. `rows_label` names the
    rows (Kontakte), `stock` the URL name of their overview, `run` and `undo_url` those of a run.
    """

    code: str
    rows_label: str | Promise
    stock: str
    run: str
    undo_url: str
    choose: Callable[[BulkRun], list[int]]
    perform: Callable[[BulkRun, Sequence[int]], None]
    recorded: Callable[[BulkRun], AbstractContextManager[Any]]
    undo: Callable[[BulkRun], bool]


_kinds: dict[str, BulkKind] = {}


def register_bulk(kind: BulkKind) -> None:
    """Makes a kind known; registering a code again replaces it."""
    _kinds[kind.code] = kind


def bulk_kind(code: str) -> BulkKind:
    """The kind of this code. Raises LookupError for an unknown one."""
    return _kinds[code]
