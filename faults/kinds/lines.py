"""Two hundred clients on slow lines: everybody else goes on."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from bench.slow import BODIES, HEADS, READERS, slow_clients
from faults.findings import Finding
from faults.system import System, answers

CLIENTS = 200
PAGE = "/kontakte/"
_PATIENCE = 2.0
_ASKED = 15
_NAMES = {HEADS: "half heads", BODIES: "slow bodies", READERS: "slow readers of 16 MB"}


def measure(system: System) -> Iterator[Finding]:
    """Each kind by itself."""
    large = _large_file(system)
    _times(system)  # what comes first is slower
    calm = statistics.median(_times(system))
    for kind, name in _NAMES.items():
        path = large if kind == READERS else PAGE
        with slow_clients(system.port, kind, CLIENTS, path, system.agent.cookie):
            health = answers(lambda: system.guest().get("/healthz"))
            times = _times(system)
        ratio = statistics.median(times) / calm
        yield Finding(
            f"{CLIENTS} {name}",
            f"a page within {_PATIENCE:.0f} s, /healthz answers",
            f"page {statistics.median(times) * 1000:.0f} ms ({ratio:.1f} × at rest), slowest"
            f" {max(times) * 1000:.0f} ms; /healthz {health.status}",
            max(times) < _PATIENCE and health.status == 200,
        )


def _times(system: System) -> list[float]:
    asked = [answers(lambda: system.agent.get(PAGE)) for _ in range(_ASKED)]
    return [one.seconds if one.status == 200 else 60.0 for one in asked]


def _large_file(system: System) -> str:
    ((contact,),) = system.sql("SELECT min(id) FROM contacts_contact WHERE deleted_at IS NULL")
    page = f"/kontakte/{contact}/dateien/"
    system.agent.upload(page, system.agent.form(page), "lang.csv", b"a,b\n" * 4_000_000)
    ((file,),) = system.sql("SELECT max(id) FROM contacts_contactfile")
    return f"{page}{file}/"
