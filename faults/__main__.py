"""`python -m faults [--only lines,mail] [--minutes 8]`: breaks a system and tells what it saw."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from faults import findings
from faults.findings import Finding
from faults.plan import PLAN, Measure
from faults.system import System
from immonaut.stack.process import say


class _TooLong(BaseException):
    """The time is over; passes every `except Exception` on its way."""


def main(arguments: Sequence[str]) -> int:
    """0 when everything was as it must be."""
    options = _parser().parse_args(arguments)
    names = options.only.split(",") if options.only else [*PLAN]
    unknown = set(names) - set(PLAN)
    if unknown:
        say(f"There is no fault called {', '.join(sorted(unknown))}; there are {', '.join(PLAN)}.")
        return 2
    begun = time.monotonic()
    seen: list[Finding] = []
    with (
        tempfile.TemporaryDirectory(prefix="immonaut-faults-") as folder,
        _bounded(options.minutes),
    ):
        say("Starting a system of its own …")
        try:
            with System(Path(folder)) as system:
                say(f"It runs after {time.monotonic() - begun:.0f} seconds.")
                print(findings.head(), flush=True)
                for finding in _all(system, {name: PLAN[name] for name in names}):
                    print(findings.row(finding), flush=True)
                    seen.append(finding)
        except _TooLong:
            seen.append(_unfinished(f"{options.minutes} minutes are over"))
            print(findings.row(seen[-1]))
    say(f"{findings.summary(seen)} {time.monotonic() - begun:.0f} seconds.")
    return 0 if seen and all(finding.is_ok for finding in seen) else 1


def _all(system: System, plan: dict[str, Measure]) -> Iterator[Finding]:
    """A fault that cannot be done is a finding as well; the next one is done all the same."""
    for name, measure in plan.items():
        try:
            yield from measure(system)
        except Exception as error:
            yield _unfinished(f"»{name}« broke off: {type(error).__name__}: {error}")


def _unfinished(why: str) -> Finding:
    return Finding("the run itself", "is carried out whole", why, is_ok=False)


@contextmanager
def _bounded(minutes: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    before = {each: signal.signal(each, stop) for each in (signal.SIGALRM, signal.SIGTERM)}
    signal.setitimer(signal.ITIMER_REAL, minutes * 60)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in before.items():
            signal.signal(each, handler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--only", default="", help=f"some of {', '.join(PLAN)}, with commas")
    parser.add_argument("--minutes", type=float, default=10, help="after which it gives up")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
