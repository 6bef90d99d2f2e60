"""A page while many clients are slow, against the same page at rest, on the same server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from time import perf_counter_ns

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
BLOCKS, ASKED = 3, 25
SUBJECTS = {
    "front-slow-heads": (HEADS,),
    "front-slow-bodies": (BODIES,),
    "front-slow-readers": (READERS,),
    "front-slow-all": (HEADS, BODIES, READERS),
}


def measure(rows: int) -> Iterator[Result]:
    """Calm and load take turns, so that both meet the same machine."""
    large = _large_file()
    with serving(os.environ, Path(os.environ["BENCH_RUN"]), "front", workers=2, threads=8) as port:
        site = Site(port)
        site.get(large)
        targets = {HEADS: PAGE, BODIES: PAGE, READERS: large}
        for name, kinds in SUBJECTS.items():
            slow: list[float] = []
            calm: list[float] = []
            for _ in range(BLOCKS):
                calm += _ask(site)
                with ExitStack() as clients:
                    for kind in kinds:
                        line = slow_clients(port, kind, CLIENTS, targets[kind], site.cookie)
                        clients.enter_context(line)
                    slow += _ask(site)
            yield from compare(name, rows, {name: slow, AT_REST: calm}, clients=CLIENTS)


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
