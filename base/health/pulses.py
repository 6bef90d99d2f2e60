"""Writes and reads signs of life, in one short statement each.

Nothing of it may disturb the work that it is about: a database that is away is noted in the log.
Models are not touched: worker and scheduler load this module before Django is set up.
"""

from __future__ import annotations

import logging
import time
from typing import LiteralString

from django.db import Error, connection

from base.health.parts import Beat, Part

logger = logging.getLogger(__name__)

_SEEN: LiteralString = (
    "INSERT INTO health_pulse (part, at, missed) VALUES (%s, statement_timestamp(), 0)"
    " ON CONFLICT (part) DO UPDATE SET at = EXCLUDED.at, missed = 0"
)
_EXPECTED: LiteralString = (
    "INSERT INTO health_pulse (part, missed) VALUES (%s, 1)"
    " ON CONFLICT (part) DO UPDATE SET missed = health_pulse.missed + 1"
)
_READ: LiteralString = (
    "SELECT part, at, extract(epoch FROM statement_timestamp() - at)::float, missed"
    " FROM health_pulse"
)
_PARTS = frozenset(Part)
_STARTED = time.monotonic()


def note_seen(part: Part) -> None:
    """`part` has just done something."""
    _write(_SEEN, part)


def note_expected(part: Part) -> None:
    """`part` is about to be sent a pulse."""
    _write(_EXPECTED, part)


def read_beats() -> dict[Part, Beat]:
    """The last sign of life of every part that ever gave or owed one; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return {
            Part(part): Beat(at, age, missed)
            for part, at, age, missed in cursor.fetchall()
            if part in _PARTS
        }


def running_for() -> float:
    """Seconds since this process started."""
    return time.monotonic() - _STARTED


def _write(statement: LiteralString, part: Part) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, [part])
    except Error as error:
        logger.warning("no pulse of %s: %s", part, type(error).__name__)
        connection.close()  # the next one tries a new one
