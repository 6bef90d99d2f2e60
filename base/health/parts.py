"""What an installation consists of, and the one rule that says when a part stands still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings

HEALTH_PATH = "/healthz"
# Set by the front in a request for it: whether there was a thread for pages.
WEB_IS_FREE = "immonaut.web_is_free"


class Part(StrEnum):
    """A part that can fail by itself."""

    WEB = "web"
    DATABASE = "database"
    BROKER = "broker"
    WORKER = "worker"
    MAIL_WORKER = "mail_worker"
    SCHEDULER = "scheduler"


class State(StrEnum):
    """How a part does. `unknown`: it was not asked, or has only just started."""

    OK = "ok"
    LATE = "late"
    DOWN = "down"
    UNKNOWN = "unknown"


# Who works on a queue.
WORKS_ON = {"celery": Part.WORKER, "mail": Part.MAIL_WORKER}
# Parts that nobody can ask, and that give signs of life instead.
WATCHED = (*WORKS_ON.values(), Part.SCHEDULER)


@dataclass(frozen=True)
class Beat:
    """The last sign of life of a part: when, seconds ago, and how many were missed since."""

    at: datetime | None = None
    age: float | None = None
    missed: int = 0


@dataclass(frozen=True)
class Standing:
    """How a part does, and its last sign of life where it gives any."""

    state: State
    beat: Beat = Beat()


def judge(beats: Mapping[Part, Beat], running_for: float) -> dict[Part, Standing]:
    """How workers and scheduler do; late is who has missed more than `PULSES_MISSED` pulses.

    Of a worker the pulses are counted that were sent to it, so that a scheduler that stands still
    makes no worker late: then nothing is known of them, as of one that was never heard of. An
    installation that has run for less time than it takes to be late (`running_for`, in seconds)
    is only starting.
    """
    is_starting = running_for < settings.PULSE_SECONDS * (settings.PULSES_MISSED + 1)
    scheduler = beats.get(Part.SCHEDULER, Beat())
    states = {Part.SCHEDULER: _state(_is_silent(scheduler))}
    for part in WORKS_ON.values():
        beat = beats.get(part, Beat())
        states[part] = _state(beat.missed > settings.PULSES_MISSED)
        is_unheard = beat.age is None or states[Part.SCHEDULER] is State.LATE
        if states[part] is State.OK and is_unheard:
            states[part] = State.UNKNOWN
    return {
        part: Standing(
            State.UNKNOWN if is_starting and state is State.LATE else state, beats.get(part, Beat())
        )
        for part, state in states.items()
    }


def _state(is_late: bool) -> State:
    return State.LATE if is_late else State.OK


def _is_silent(scheduler: Beat) -> bool:
    """Nobody sends the scheduler pulses: it owes one for each interval."""
    longest = settings.PULSE_SECONDS * settings.PULSES_MISSED
    return scheduler.age is None or scheduler.age > longest
