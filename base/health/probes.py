"""Asks database and broker how they do, in bounded time, also when they hang.

Each is asked in a thread of its own that nobody has to wait for, and never twice at once: a part
that hangs holds one thread of a process, however often somebody asks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import connection
from redis import Redis

from base.health.parts import WATCHED, Beat, Part, Standing, State, judge
from base.health.pulses import read_beats

logger = logging.getLogger(__name__)

# Seconds after which a part that has not answered is late.
PATIENCE = 1.0
Answer = TypeVar("Answer")


class Probe(Generic[Answer]):
    """One question that may never be answered."""

    def __init__(self, ask: Callable[[], Answer]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._answer: Future[Answer] | None = None

    def asked(self) -> Future[Answer]:
        """The answer to come, to a question that somebody else may have put already."""
        with self._lock:
            if self._answer is None or self._answer.done():
                self._answer = Future()
                threading.Thread(target=self._run, args=(self._answer,), daemon=True).start()
            return self._answer

    def _run(self, answer: Future[Answer]) -> None:
        try:
            answer.set_result(self._ask())
        except Exception as error:
            logger.warning("%s: %s", self._ask.__name__, type(error).__name__)
            answer.set_exception(error)


def examine(*, running_for: float, is_web_free: bool = True) -> dict[Part, Standing]:
    """How every part does, within `PATIENCE`.

    `is_web_free`: whether a thread for pages was to be had; `running_for`: see `judge`.
    """
    database, broker = _database.asked(), _broker.asked()
    asked: list[Future[Any]] = [database, broker]
    wait(asked, timeout=PATIENCE)
    standings = {
        Part.WEB: Standing(State.OK if is_web_free else State.LATE),
        Part.DATABASE: Standing(_state(database)),
        Part.BROKER: Standing(_state(broker)),
    }
    if standings[Part.DATABASE].state is not State.OK:
        return standings | {part: Standing(State.UNKNOWN) for part in WATCHED}
    return standings | judge(database.result(), running_for)


def _state(answer: Future[Answer]) -> State:
    if not answer.done():
        return State.LATE
    return State.OK if answer.exception() is None else State.DOWN


def _ask_database() -> dict[Part, Beat]:
    try:
        return read_beats()
    finally:
        connection.close()  # it is this thread's own


def _ask_broker() -> None:
    # Longer than anybody waits: who answers late is late, not down.
    seconds = 5 * PATIENCE
    with Redis.from_url(
        settings.REDIS_URL, socket_timeout=seconds, socket_connect_timeout=seconds
    ) as broker:
        broker.ping()


_database = Probe(_ask_database)
_broker = Probe(_ask_broker)
