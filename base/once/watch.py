"""Notices whether a request changed anything: one that did not leaves nothing to do twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# The table that a statement changes; SELECT … FOR UPDATE locks and changes nothing.
_CHANGES = re.compile(
    r"\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|(?<!FOR )(?<!KEY )(?<!DO )UPDATE)\s+"
    r'(?:ONLY\s+)?"?(\w+)'
)
# The record is written by functions of its owner.
_RECORDS = re.compile(r"\baudit_(?:happened|erase)\s*\(")


@cache
def _bookkeeping() -> frozenset[str]:
    """The tables in which every request may note something about itself."""
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    cache_table = settings.CACHES["default"].get("LOCATION", "")
    return frozenset({sessions._meta.db_table, "once_claim", cache_table})


@dataclass
class Watch:
    """What was noticed while it is on."""

    is_on: bool = False
    has_written: bool = False

    def note(self) -> None:
        self.has_written = True


_watch: ContextVar[Watch | None] = ContextVar("once_watch", default=None)


@contextmanager
def watching() -> Iterator[Watch]:
    """Watches the statements of this request from when the watch is switched on."""
    watch = Watch()
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)


def install_wrapper(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Makes a new connection tell what it changes (receiver of `connection_created`)."""
    if _notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(_notice)


def _notice(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    watch = _watch.get()
    if watch is not None and watch.is_on and not watch.has_written and _changes_data(sql):
        # Once it is committed: what is rolled back did not happen.
        transaction.on_commit(watch.note, using=context["connection"].alias)
    return execute(sql, params, many, context)


def _changes_data(sql: Any) -> bool:
    text = str(sql)
    tables = _CHANGES.findall(text)
    return bool(_RECORDS.search(text)) or any(table not in _bookkeeping() for table in tables)
