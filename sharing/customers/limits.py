"""Slows down whoever tries addresses that open nothing. Counts live in the database cache."""

import hashlib

from django.core.cache import cache

WINDOW_SECONDS = 600
MISSES = 40


def note_miss(address: str) -> bool:
    """Counts a dead address asked for from `address`; True once there were too many.

    The network address itself is not kept.
    """
    key = "share-miss:" + hashlib.sha256(address.encode()).hexdigest()[:32]
    if cache.add(key, 1, WINDOW_SECONDS):
        return False
    try:
        return int(cache.incr(key)) > MISSES
    except ValueError:  # ran out between the two
        return False
