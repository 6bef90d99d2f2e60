"""Hands the work of a run to a worker."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# The worker's task, by name: tasks call services, never the other way round.
ADVANCE = "jobs.advance"
# More items than this are read or carried out by a worker: no page waits for them.
MOST_AT_ONCE = 300


def hand_over(run_id: int) -> bool:
    """Tells a worker. With the broker down the run waits for the next sweep."""
    try:
        # A message that no worker takes in time is sent anew by the sweep.
        current_app.send_task(ADVANCE, [run_id], expires=60)
    except OperationalError as error:
        logger.warning("broker unreachable, import %s waits: %s", run_id, error)
        return False
    return True
