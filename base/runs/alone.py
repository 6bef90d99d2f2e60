"""Keeps two processes from doing the same work."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone_with(space: int, number: int) -> Iterator[bool]:
    """Says whether nobody else holds `number` of `space`, and holds it meanwhile.

    It is a lock of the database session, which a killed process gives back by dying.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [space, number])
        is_alone = cursor.fetchone() == (True,)
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [space, number])
