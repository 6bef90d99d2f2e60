"""Keeps two processes from doing the same work."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

# PostgreSQL keeps both numbers of such a lock in 32 bits.
_NUMBERS = 2**31
Run = TypeVar("Run", bound=Any)


@contextmanager
def alone_with(space: int, number: int, *, wait: bool = False) -> Iterator[bool]:
    """Says whether nobody else holds `number` of `space`, and holds it meanwhile.

    It is a lock of the database session, which a killed process gives back by dying. `wait` waits
    for whoever holds it.
    """
    function = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
    key = [space, number % _NUMBERS]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", key)
        is_alone = cursor.fetchone() != (False,)
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


@contextmanager
def work_on(runs: QuerySet[Run], run_id: int, *, space: int) -> Iterator[Run | None]:
    """The run for the worker that has it alone; None where another has it or nothing is to do."""
    with alone_with(space, run_id) as is_alone:
        run = runs.filter(pk=run_id).first() if is_alone else None
        yield run if run is not None and run.is_working else None
