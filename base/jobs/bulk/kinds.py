"""What the kinds of bulk runs have to say for themselves; everything else they share.

A run changes many rows (BulkKind) or writes them to a file (FileKind).

An app registers its kinds in `<app>/bulk_kinds.py` (autodiscovered) and routes its addresses to
`base.jobs.bulk.views` with the kind's code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, Any

from base.jobs.bulk.models import BulkRun
from base.labels import Label
from base.registry import Registry


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
    rows_label: Label
    stock: str
    run: str
    undo_url: str
    choose: Callable[[BulkRun], list[int]]
    perform: Callable[[BulkRun, Sequence[int]], None]
    recorded: Callable[[BulkRun], AbstractContextManager[Any]]
    undo: Callable[[BulkRun], bool]


@dataclass(frozen=True)
class MadeFile:
    """A file as a run made it, with the name that people see."""

    name: str
    content: IO[bytes]


#: Told how many of how many rows are done.
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class FileKind:
    """One kind of run that writes a file.

    `make` writes it and tells how far it is, raising DomainError where it must not; it begins
    anew after it was cut off. `file_url` names the URL of the file, the others are as above.
    """

    code: str
    rows_label: Label
    stock: str
    run: str
    file_url: str
    make: Callable[[BulkRun, Tell], MadeFile]


AnyBulkKind = BulkKind | FileKind
_kinds: Registry[AnyBulkKind] = Registry("bulk_kinds", "kind of bulk run")


def register_bulk(kind: AnyBulkKind) -> None:
    """Makes a kind known. Raises ValueError when its code is taken."""
    _kinds.add(kind.code, kind)


def bulk_kind(code: str) -> AnyBulkKind:
    """The kind of this code. Raises LookupError for an unknown one."""
    return _kinds[code]
