"""The health of all parts as data, for `/healthz` and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from base.health.parts import WATCHED, Part, Standing, State

_FROM_BEST_TO_WORST = (State.OK, State.UNKNOWN, State.LATE, State.DOWN)


def report(standings: Mapping[Part, Standing]) -> dict[str, Any]:
    """The worst state of all; of each part its state and, where it gives any, the age in seconds
    of its last sign of life."""
    states = [standing.state for standing in standings.values()]
    return {
        "state": max(states, key=_FROM_BEST_TO_WORST.index),
        "parts": {part: _entry(part, standing) for part, standing in standings.items()},
    }


def _entry(part: Part, standing: Standing) -> dict[str, Any]:
    if part not in WATCHED:
        return {"state": standing.state}
    age = standing.beat.age
    return {"state": standing.state, "age": None if age is None else round(age, 1)}
