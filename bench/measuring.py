"""Times several ways of doing something side by side, so that all meet the same machine."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from time import perf_counter_ns

Work = Callable[[int], object]
Times = dict[str, list[float]]
# The most a median is made of; the best rounds are no different from the rest.
_WARM_SHARE = 0.1


@dataclass(frozen=True)
class Result:
    """One case against one floor or alternative; times in milliseconds.

    The ratios are those of the case to `against`. `queries`, `bytes` and `per_second` are there
    where they mean something.
    """

    name: str
    rows: int
    p50_ms: float
    p95_ms: float
    against: str
    ratio_p50: float
    ratio_p95: float
    queries: int | None = None
    bytes: int | None = None
    per_second: float | None = None
    clients: int | None = None

    def as_json(self) -> dict[str, object]:
        """Without what means nothing here."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def interleaved(subjects: Mapping[str, Work], rounds: int, warm: int | None = None) -> Times:
    """Milliseconds of each subject in each of `rounds`, after `warm` rounds that do not count.

    A subject is called with the number of the round, from 0; those that do not count come last,
    so that no input is met twice. In every round another one begins.
    """
    names = list(subjects)
    times: Times = {name: [] for name in names}
    warm = max(3, int(rounds * _WARM_SHARE)) if warm is None else warm
    gc.collect()
    for number in [*range(rounds, rounds + warm), *range(rounds)]:
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            begun = perf_counter_ns()
            subjects[name](number)
            taken = perf_counter_ns() - begun
            if number < rounds:
                times[name].append(taken / 1e6)
    return times


def p50(times: list[float]) -> float:
    """The median."""
    return statistics.median(times)


def p95(times: list[float]) -> float:
    """The 95th percentile, by linear interpolation."""
    return statistics.quantiles(times, n=100, method="inclusive")[94] if times[1:] else times[0]


def compare(name: str, rows: int, times: Times, **facts: int | float | None) -> list[Result]:
    """The first subject of `times` against each of the others."""
    (_, own), *others = times.items()
    return [
        Result(
            name,
            rows,
            round(p50(own), 4),
            round(p95(own), 4),
            against,
            round(p50(own) / p50(other), 4),
            round(p95(own) / p95(other), 4),
            **facts,  # type: ignore[arg-type]
        )
        for against, other in others
    ]
