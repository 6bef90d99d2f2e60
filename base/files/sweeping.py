"""Removes what nobody can reach any more: files that no row names, and what killed processes left.

A file is written before its row is committed, and removed after its row is gone. Where a process
dies in between, or the transaction fails, it stays, whole or half, without a row. Such files go
once they are so old that nobody can still be at work with them. Rows are never touched: the
history may bring one back that nothing refers to today.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from base.errors import DomainError
from base.files.leftovers import Leftover, stored_files, temporary_files, unmoved_files

logger = logging.getLogger(__name__)

# Far above every timeout: no transaction, upload or run works on one file for so long.
SAFE_AGE = timedelta(hours=24)
# The least that anybody may ask for; a transaction of a worker may take a quarter of this.
LEAST_AGE = timedelta(hours=1)
# Files that are compared with the database at once; so many are held in memory.
CHUNK = 10_000


@dataclass
class Swept:
    """How much was removed, or would be."""

    count: int = 0
    size: int = 0


def file_columns() -> list[tuple[type[models.Model], str]]:
    """Every column of the product that names files."""
    return [
        (model, field.attname)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField)
    ]


def sweep(
    *,
    older_than: timedelta = SAFE_AGE,
    dry_run: bool = False,
    tell: Callable[[Leftover], None] = lambda leftover: None,
) -> Swept:
    """Removes what has lain there for longer and nobody needs; `tell` hears of each.

    Raises DomainError where there are files and no row of the database names any: then it is
    another one, or has yet to be restored.
    """
    before = time.time() - older_than.total_seconds()
    swept = Swept()
    for leftover in chain(temporary_files(before), unmoved_files(before), _without_row(before)):
        if dry_run or _is_removed(leftover):
            swept.count, swept.size = swept.count + 1, swept.size + leftover.size
            tell(leftover)
    return swept


def _is_removed(leftover: Leftover) -> bool:
    try:
        leftover.remove()
    except OSError as error:
        logger.warning("a leftover file cannot be removed: %s", error.strerror)
        return False
    return True


def _without_row(before: float) -> Iterator[Leftover]:
    files = stored_files(before)
    while chunk := list(islice(files, CHUNK)):
        named = _named([file.name for file in chunk])
        if not named and not _names_any_file():
            raise DomainError(
                _("Kein Eintrag dieser Datenbank nennt eine Datei: Es wurde nichts entfernt.")
            )
        yield from (file for file in chunk if file.name not in named)


def _named(names: Iterable[str]) -> set[str]:
    """Those of `names` that rows of any agency know, also deleted ones."""
    found: set[str] = set()
    for model, column in file_columns():
        rows = model._base_manager.filter(**{f"{column}__in": names})
        found.update(rows.values_list(column, flat=True))
    return found


def _names_any_file() -> bool:
    return any(
        model._base_manager.exclude(**{column: ""}).exists() for model, column in file_columns()
    )
