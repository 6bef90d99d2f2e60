"""Who does what, told to the database with every statement that writes.

The triggers of the change table read the PostgreSQL setting `immonaut.context`. It is set for
the transaction only and travels in the same round trip as the statement it explains, so bulk
updates, the admin and raw SQL are attributed as well, at no extra round trip.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

# The last are the functions that write the record.
_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "SELECT AUDIT_", "SELECT * FROM AUDIT_")


@dataclass(frozen=True)
class Context:
    """One action of a person or of a job; all of its changes can be undone together."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    actor_id: int | None = None
    actor: str = ""
    address: str = ""
    request: str = ""
    action: str = ""
    # When it was, where that is not now: heard from the owner of the record alone.
    at: datetime | None = None

    def as_setting(self) -> str:
        """The JSON that the triggers read."""
        return json.dumps(asdict(self), default=str)


_current: ContextVar[Context | None] = ContextVar("audit_context", default=None)


def current_context() -> Context | None:
    """The context of the running request or job."""
    return _current.get()


@contextmanager
def acting(**values: Any) -> Iterator[Context]:
    """Opens a context: `actor_id`, `actor` (as shown), `address`, `request`, `action`."""
    context = Context(**values)
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


@contextmanager
def action(name: str, id: uuid.UUID | None = None) -> Iterator[Context]:
    """Names what happens now as one action, with an identity of its own for undo.

    With `id` it joins the action of that identity, so that work done in parts is undone as one.
    """
    outer = _current.get() or Context()
    inner = replace(outer, id=id or uuid.uuid4(), action=name)
    token = _current.set(inner)
    try:
        yield inner
    finally:
        _current.reset(token)


@contextmanager
def joined_action(name: str) -> Iterator[Context]:
    """The action that is already open (an import run, a view's), or else a new one.

    What is one action from the outside in is undone as one.
    """
    current = current_context()
    if current is not None and current.action:
        yield current
        return
    with action(name) as own:
        yield own


@contextmanager
def acting_as(actor: str) -> Iterator[Context]:
    """Names who acts as the page sees them, whoever is signed in at the browser."""
    outer = _current.get() or Context()
    token = _current.set(replace(outer, actor_id=None, actor=actor))
    try:
        yield outer
    finally:
        _current.reset(token)


def install_wrapper(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Makes a new connection carry the context (receiver of `connection_created`)."""
    if _carry not in connection.execute_wrappers:
        connection.execute_wrappers.append(_carry)


def _carry(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    cursor = context["cursor"].cursor
    if not _writes(sql) or hasattr(cursor, "name"):  # a named cursor only reads
        return execute(sql, params, many, context)
    acting_now = _current.get()
    # Without a context the setting is cleared: an earlier one of this transaction is over.
    setting = acting_now.as_setting() if acting_now else ""
    if many:
        execute("SELECT set_config('immonaut.context', %s, true)", [setting], False, context)
        return execute(sql, params, many, context)
    together = "SELECT set_config('immonaut.context', %s, true); " + sql
    result = execute(together, [setting, *(params or ())], False, context)
    cursor.nextset()
    return result


def _writes(sql: Any) -> bool:
    return isinstance(sql, str) and sql.lstrip()[:20].upper().startswith(_WRITES)
