"""Every page of the product that has data, against the empty shell and Django admin's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial

from bench.cases.addresses import pages
from bench.cases.asking import agents_client, queries_of
from bench.cases.furnishing import furnish
from bench.measuring import Result, compare, interleaved
from bench.plan import ADMIN, SHELL
from bench.web import SHELL_PATH, Site, served

ROUNDS = 30
_COUNTERPARTS = {
    "page-contacts-detail": "/bench/admin/contacts/contact/{contact}/change/",
    "page-contacts-list": "/bench/admin/contacts/contact/",
    "page-properties-detail": "/bench/admin/properties/property/{property}/change/",
    "page-properties-list": "/bench/admin/properties/property/",
}


def measure(rows: int) -> Iterator[Result]:
    """One page after the other, each in turn with the shell and with what admin has of it."""
    made, client = furnish(), agents_client()
    with served(os.environ, "pages") as site:
        for name, path in pages(client, made):
            subjects = {name: partial(_ask, site, path), SHELL: partial(_ask, site, SHELL_PATH)}
            if counterpart := _COUNTERPARTS.get(name):
                address = counterpart.format(contact=made.contact.pk, property=made.property.pk)
                subjects[ADMIN] = partial(_ask, site, address)
            facts = {"queries": queries_of(client, path), "bytes": len(site.get(path))}
            yield from compare(name, rows, interleaved(subjects, ROUNDS), **facts)


def _ask(site: Site, path: str, number: int) -> object:
    return site.get(path)
