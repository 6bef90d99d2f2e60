"""Makes saves of resembling contacts wait for each other."""

from collections.abc import Iterable

from django.db import connection

# Locks live in memory of the server that all agencies share: so many at most per transaction.
_BUCKETS = 256
_POSITIVE_INT = 2**31


def lock_keys(agency_id: int, keys: Iterable[int]) -> None:
    """Holds the blocking keys `keys` until the end of the transaction.

    Two contacts that can be one share a key, so whoever comes second waits until the first is
    committed and then sees it. Taken in order, the locks cannot stand against each other.
    """
    buckets = sorted({key % _BUCKETS for key in keys})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, bucket) FROM unnest(%s::int[]) AS bucket",
            [agency_id % _POSITIVE_INT, buckets],
        )
