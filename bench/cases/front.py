"""A page while many clients are slow, against the same page at rest, on the same server.

Beside the time of an answer stands the work that the server has with a page (`…-work`): processor
time of all its processes, which others at work on the machine hardly change. It holds what the slow
clients cost meanwhile as well, so it is told and held to nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from time import perf_counter_ns

import psutil
from django.urls import reverse

from base.accounts.models import User
from bench.cases.common import office
from bench.measuring import Result, compare
from bench.plan import AT_REST
from bench.slow import BODIES, HEADS, READERS, slow_clients
from bench.stock.loading import AGENT
from bench.web import Site, serving
from contacts.models import Contact
from contacts.services import add_file

PAGE = "/kontakte/"
CLIENTS = 200
BLOCKS, ASKED = 6, 25
SUBJECTS = {
    "front-slow-heads": (HEADS,),
    "front-slow-bodies": (BODIES,),
    "front-slow-readers": (READERS,),
    "front-slow-all": (HEADS, BODIES, READERS),
}


def measure(rows: int) -> Iterator[Result]:
    """Calm and load take turns, so that both meet the same machine."""
    large, run = _large_file(), Path(os.environ["BENCH_RUN"])
    with serving(os.environ, run, "front", workers=2, threads=8) as port:
        site, server = Site(port), _server(run / "front.pid")
        site.get(large)
        targets = {HEADS: PAGE, BODIES: PAGE, READERS: large}
        for name, kinds in SUBJECTS.items():
            slow, calm = Seen(), Seen()
            for _ in range(BLOCKS):
                calm.add(site, server)
                with ExitStack() as clients:
                    for kind in kinds:
                        line = slow_clients(port, kind, CLIENTS, targets[kind], site.cookie)
                        clients.enter_context(line)
                    slow.add(site, server)
            times = {name: slow.times, AT_REST: calm.times}
            yield from compare(name, rows, times, clients=CLIENTS)
            work = {f"{name}-work": slow.work, "its work at rest": calm.work}
            yield from compare(f"{name}-work", rows, work, clients=CLIENTS)


@dataclass
class Seen:
    """Milliseconds of each answer, and of work of the server for a page in each block."""

    times: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def add(self, site: Site, server: Sequence[psutil.Process]) -> None:
        """Asks for one block of pages."""
        before = _worked(server)
        self.times += _ask(site)
        self.work.append((_worked(server) - before) * 1000 / ASKED)


def _server(note: Path) -> list[psutil.Process]:
    leader = psutil.Process(json.loads(note.read_text())["pid"])
    return [leader, *leader.children(recursive=True)]


def _worked(server: Sequence[psutil.Process]) -> float:
    times = [process.cpu_times() for process in server]
    return sum(float(one.user + one.system) for one in times)


def _ask(site: Site) -> list[float]:
    """Milliseconds of some answers; the health check answers as well, or it fails."""
    site.get("/healthz")
    times = []
    for _ in range(ASKED):
        begun = perf_counter_ns()
        site.get(PAGE)
        times.append((perf_counter_ns() - begun) / 1e6)
    return times


def _large_file() -> str:
    """The address of 16 MB: far more than fits into the buffers on the way."""
    contact, user = Contact.objects.filter(agency=office())[0], User.objects.get(email=AGENT)
    content = BytesIO(b"a,b\n" * 4_000_000)
    file = add_file(contact=contact, source=content, name="lang.csv", user=user)
    return reverse("contacts:file", args=[contact.pk, file.pk])
