"""The overview of contacts, whole responses: first page, deep page, sorted by every column."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from base.listing.keyset import Cursor, in_order
from bench.cases.asking import agents_client, queries_of
from bench.measuring import Result, compare, interleaved
from bench.plan import SHELL, SMALL_PAGE
from bench.web import SHELL_PATH, Site, served
from contacts.listing.asked import read_order
from contacts.models import Contact
from contacts.ordering import ORDERS

ROUNDS = 60
_OVERVIEW = "/kontakte/"
# How deep a deep page lies.
_DEPTH = 0.6


def measure(rows: int) -> Iterator[Result]:
    """Asks the same pages of this stock and of the small one in turn, and the empty shell."""
    client = agents_client()
    small_env = {**os.environ, "DATABASE_URL": os.environ["BENCH_SMALL_URL"]}
    with served(os.environ, "large") as large, served(small_env, "small") as small:
        for name, path, small_path in _pages():
            subjects = {
                name: partial(_ask, large, path),
                SMALL_PAGE: partial(_ask, small, small_path),
                SHELL: partial(_ask, large, SHELL_PATH),
            }
            times = interleaved(subjects, ROUNDS)
            facts = {"queries": queries_of(client, path), "bytes": len(large.get(path))}
            yield from compare(name, rows, times, **facts)


def _ask(site: Site, path: str, number: int) -> object:
    return site.get(path)


def _pages() -> Iterator[tuple[str, str, str]]:
    """Name, address in the large stock, address in the small one."""
    yield "overview-first", _OVERVIEW, _OVERVIEW
    yield "overview-deep", *_deep("name")
    for key in ORDERS:
        first = _address(sort=key)
        yield f"overview-by-{key}", first, first
        yield f"overview-by-{key}-deep", *_deep(key)


def _deep(key: str) -> tuple[str, str]:
    return _deep_in("default", key), _deep_in("small", key)


def _deep_in(alias: str, key: str) -> str:
    order = read_order(key)
    rows = in_order(Contact.objects.using(alias).present(), order)
    position = int(rows.count() * _DEPTH)
    value, tie, pk = rows.values_list("_order", "_tie", "pk")[position]
    return _address(sort=key, after=Cursor(order.name, value, tie, pk, position).encode())


def _address(**asked: str) -> str:
    return f"{_OVERVIEW}?{urlencode(asked)}"
