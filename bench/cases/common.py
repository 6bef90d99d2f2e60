"""What several groups of cases need."""

from __future__ import annotations

from random import Random

from django.db import connection

from base.accounts.models import Agency
from bench.stock.loading import SLUG
from contacts.models import Contact


def office() -> Agency:
    """The agency that owns the stock."""
    return Agency.objects.get(slug=SLUG)


def some_ids(rows: int, count: int, seed: str) -> list[int]:
    """Ids of contacts, spread over a stock of `rows`."""
    return Random(seed).choices(range(1, rows + 1), k=count)  # noqa: S311


def fetch_by_key(pk: int) -> object:
    """The floor: one row by its primary key, through the connection that the product uses."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM contacts_contact WHERE id = %s", [pk])
        return cursor.fetchone()


def fetch_by_orm(pk: int) -> object:
    """The same row as an object."""
    return Contact.objects.get(pk=pk)
