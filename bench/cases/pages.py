"""Every page of the product that has data, against the empty shell."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial

from bench.cases.addresses import pages
from bench.cases.asking import agents_client, queries_of
from bench.cases.furnishing import furnish
from bench.measuring import Result, compare, interleaved
from bench.plan import SHELL
from bench.web import SHELL_PATH, Site, served

ROUNDS = 30


def measure(rows: int) -> Iterator[Result]:
    """One page after the other, each in turn with the shell."""
    made, client = furnish(), agents_client()
    with served(os.environ, "pages") as site:
        for name, path in pages(client, made):
            subjects = {name: partial(_ask, site, path), SHELL: partial(_ask, site, SHELL_PATH)}
            facts = {"queries": queries_of(client, path), "bytes": len(site.get(path))}
            yield from compare(name, rows, interleaved(subjects, ROUNDS), **facts)


def _ask(site: Site, path: str, number: int) -> object:
    return site.get(path)
