"""What Celery calls while it works: each end of a task and each pulse is a sign of life.

A worker counts as alive while tasks come to an end. The pulse is one that does nothing else: a
worker that is busy from end to end, or stopped, or gone, brings none to its end, and that is
what pages and `/healthz` want to know.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from celery import Task
from celery.beat import PersistentScheduler, ScheduleEntry

from base.health.parts import WORKS_ON, Part
from base.health.pulses import note_expected, note_seen

logger = logging.getLogger(__name__)

PULSE = "health.pulse"


class WatchedTask(Task[Any, Any]):
    """Every task of ours (`task_cls` of the application)."""

    def after_return(self, *args: Any, **kwargs: Any) -> None:
        """Called by the worker when a task has ended, whatever came of it."""
        queue = (self.request.delivery_info or {}).get("routing_key", "")
        if queue in WORKS_ON:
            note_seen(WORKS_ON[queue])


class WatchedScheduler(PersistentScheduler):
    """Says that it lives, and counts the pulse that a worker owes, before it sends one."""

    # Celery's own, which its types leave out.
    _store: Any
    _remove_db: Callable[[], None]

    def setup_schedule(self) -> None:
        """Begins anew where the file of the last runs was torn by a kill while it was written.

        What is due by the hour then runs an hour later than it would have; without this the
        scheduler could never start again.
        """
        try:
            super().setup_schedule()
        except Exception as error:
            logger.warning("the file of the last runs is damaged: %s", type(error).__name__)
            with suppress(Exception):
                self._store.close()
            self._remove_db()
            super().setup_schedule()

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Called by the scheduler for each entry that is due; the broker may be down."""
        if entry.task == PULSE:
            note_seen(Part.SCHEDULER)
            note_expected(WORKS_ON[(entry.options or {})["queue"]])
        super().apply_entry(entry, producer=producer)
