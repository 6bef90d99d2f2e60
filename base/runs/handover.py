"""Tells workers of rows that wait for them; the rows themselves stand in tables."""

import logging
from collections.abc import Iterable

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# Seconds after which a message that no worker took is worth nothing: the sweep sends it anew.
_FRESH = 60


def hand_over(task: str, row_id: int) -> bool:
    """Tells a worker, by the name of its task: tasks call services, never the other way round.

    With the broker down the row waits for the next sweep.
    """
    try:
        current_app.send_task(task, [row_id], expires=_FRESH)
    except OperationalError as error:
        logger.warning("broker unreachable, %s %s waits: %s", task, row_id, error)
        return False
    return True


def sweep(task: str, row_ids: Iterable[int]) -> int:
    """Hands over what waits or was cut off; returns how many."""
    return sum(hand_over(task, row_id) for row_id in row_ids)
