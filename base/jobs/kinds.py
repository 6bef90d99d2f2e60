"""What the kinds of imports have to say for themselves; everything else they share.

An app registers its kinds in `<app>/import_kinds.py` (autodiscovered) and routes its addresses to
`base.jobs.views` with the kind's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource, Outcome
from base.labels import Label
from base.registry import Registry


@dataclass(frozen=True)
class Found:
    """What a reader found at one position of a source, before anybody decided.

    `similar` are existing rows that it resembles or would change, as dicts with `id` (None for
    something that is not saved), `title`, `score` (percent or None) and `reasons`.
    """

    position: int
    title: str
    shown: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    similar: list[dict[str, Any]] = field(default_factory=list)
    decision: Decision = Decision.CREATE
    is_usable: bool = True


@dataclass(frozen=True)
class Result:
    """What became of one item."""

    outcome: Outcome
    result_id: int | None = None
    message: str = ""


# Tells what a source holds.
Look = Callable[[ImportSource, bytes], Iterable[Found]]
# Takes items of one source into the stock: all, with their results in order, or none (it raises).
Take = Callable[[Sequence[ImportItem]], list[Result]]
# Reads a source once and gives the function that takes its items.
Opener = Callable[[ImportSource, bytes], Take]


@dataclass(frozen=True)
class Words:
    """The words of a kind on the shared pages."""

    title: Label  # vCard importieren
    stock: Label  # Kontakte
    drop: Label  # vCard-Dateien hierher ziehen oder
    hint: Label
    item: Label  # Karte
    take: Label  # Anlegen
    take_all: Label  # Alle neuen anlegen
    resembles: Label  # Ähnelt
    open: Label  # Kontakt öffnen


@dataclass(frozen=True)
class Addresses:
    """URL names; `detail` takes a result's id, `run`, `undo` and `discard` the run's."""

    stock: str
    upload: str
    run: str
    undo: str
    discard: str
    report: str
    detail: str


@dataclass(frozen=True)
class ImportKind:
    """One kind of import.

    `needs_setup` says whether the agent has to decide something about the files before they are
    read (the kind's own page asks it). `estimate` tells roughly how many items a file holds,
    without reading it. `takes_similar` says whether »take all« includes what resembles something
    (an update) or not (a likely duplicate).
    `together` is how many items are taken in one transaction; where that fails, each by itself.
    `recorded` opens the run's audit context; `undo` takes the run back and tells whether later
    changes were kept, raising DomainError when it is not possible.
    """

    code: str
    words: Words
    addresses: Addresses
    accept: str
    takes_similar: bool
    estimate: Callable[[bytes], int]
    look: Callable[[ImportRun], Look]
    opener: Callable[[ImportRun], Opener]
    recorded: Callable[[ImportRun], AbstractContextManager[Any]]
    undo: Callable[[ImportRun], bool]
    together: int = 1
    needs_setup: Callable[[ImportRun], bool] = lambda run: False


_kinds: Registry[ImportKind] = Registry("import_kinds", "kind of import")


def register_import(kind: ImportKind) -> None:
    """Makes a kind known. Raises ValueError when its code is taken."""
    _kinds.add(kind.code, kind)


def import_kind(code: str) -> ImportKind:
    """The kind of this code. Raises LookupError for an unknown one."""
    return _kinds[code]
