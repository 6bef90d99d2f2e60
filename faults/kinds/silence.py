"""kill -STOP of those who work unseen: alive and doing nothing."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from faults.findings import Finding
from faults.system import System, told, until

# What each is called in /healthz, and what people at work are told.
_PARTS = {
    "worker": ("worker", "Importe, Exporte, Sammelaktionen"),
    "mail-worker": ("mail_worker", "E-Mails gehen zurzeit nicht hinaus"),
    "beat": ("scheduler", "Was von selbst geschieht, steht zurzeit still"),
}
_SECONDS = 45.0


def measure(system: System) -> Iterator[Finding]:
    """One after the other: it takes some missed signs of life until it is known."""
    for part, (name, words) in _PARTS.items():
        _reached(system, name, "ok")
        with _stopped(system, part):
            late = _reached(system, name, "late")
            page = system.agent.get("/")
            health = system.guest().get("/healthz")
        back = _reached(system, name, "ok")
        yield Finding(
            f"kill -STOP of {part}",
            "/healthz and the start page say so; over after CONT",
            f"/healthz ({health.status}) »late« {told(late)}, start page"
            f" {'says so' if words in page.text else 'is silent'}; ok again {told(back)}",
            late is not None
            and words in page.text
            and health.status == 200
            and back is not None
            and words not in system.agent.get("/").text,
        )


def _reached(system: System, name: str, state: str) -> float | None:
    return until(lambda: _state(system, name) == state, _SECONDS)


def _state(system: System, name: str) -> str:
    health = json.loads(system.guest().get("/healthz").text)
    return str(health["parts"][name]["state"])


@contextmanager
def _stopped(system: System, part: str) -> Iterator[None]:
    process = system.process(part)
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)
