"""The cache in PostgreSQL, written so that two at once never meet an error."""

from __future__ import annotations

import base64
import pickle
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections, router
from django.utils import timezone
from psycopg import sql

_CULL_ONE_IN = 100
# PostgreSQL decides who was first; Django looks and then inserts, and the second one of two at
# once leaves a violated constraint in the log. `set` replaces, `add` only what has expired.
_WRITE = sql.SQL(
    "INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires"
)
_ADD = sql.SQL(
    "INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires"
    " WHERE {table}.expires < %s"
)
_TOUCH = sql.SQL("UPDATE {table} SET expires = %s WHERE cache_key = %s AND expires >= %s")


class Cache(DatabaseCache):
    """Django's table and reading; its writing in one statement each."""

    # Django's own, which its stubs leave out.
    _table: str
    _cull: Callable[[str, Any, datetime, int], None]

    def _base_set(
        self, mode: str, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT
    ) -> bool:
        database = router.db_for_write(self.cache_model_class)
        now = timezone.now().replace(microsecond=0)
        statement, values = self._statement(mode, key, value, self._expiry(timeout), now)
        table = sql.Identifier(self._table)
        with connections[database].cursor() as cursor:
            if random.randrange(_CULL_ONE_IN) == 0:  # noqa: S311 - nothing secret about it
                self._cull_if_full(database, cursor, now)
            try:
                cursor.execute(statement.format(table=table), values)
            except DatabaseError:
                return False  # a cache that fails has forgotten
            return bool(cursor.rowcount)

    def _statement(
        self, mode: str, key: str, value: Any, expires: datetime, now: datetime
    ) -> tuple[sql.SQL, list[Any]]:
        if mode == "touch":
            return _TOUCH, [expires, key, now]
        pickled = pickle.dumps(value, self.pickle_protocol)
        values: list[Any] = [key, base64.b64encode(pickled).decode("latin1"), expires]
        if mode == "add":
            return _ADD, [*values, now]
        return _WRITE, values

    def _expiry(self, timeout: float | None) -> datetime:
        until = self.get_backend_timeout(timeout)
        if until is None:
            return datetime.max.replace(tzinfo=UTC, microsecond=0)
        return datetime.fromtimestamp(until, tz=UTC).replace(microsecond=0)

    def _cull_if_full(self, database: str, cursor: Any, now: datetime) -> None:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(self._table)))
        (count,) = cursor.fetchone()
        if count > self._max_entries:
            self._cull(database, cursor, now, count)
