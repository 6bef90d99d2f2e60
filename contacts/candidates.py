"""Finds whom many drafts resemble at once, by the same keys and scores as for a single one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from base.accounts.models import Agency
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Comparison, compare
from contacts.models import Contact
from contacts.snapshots import snapshots

# As for a single one (contacts.queries): how many that share a key are compared and shown.
_COMPARED = 100
_SHOWN = 5
_REMEMBERED = 50_000

_SHARED = """
    SELECT place, contact_id FROM (
        SELECT asked.place, keys.contact_id, row_number() OVER (
            PARTITION BY asked.place ORDER BY count(*) DESC, keys.contact_id
        ) AS rank
        FROM unnest(%(places)s::int[], %(keys)s::bigint[]) AS asked(place, key)
        JOIN contacts_contactkey AS keys
            ON keys.agency_id = %(agency)s AND keys.key = asked.key
        {newer}
        WHERE keys.contact_id <> ALL(%(besides)s::bigint[])
        GROUP BY asked.place, keys.contact_id
    ) AS ranked WHERE rank <= %(compared)s ORDER BY place, rank
"""
_NEWER = (
    "JOIN contacts_contact AS contact"
    " ON contact.id = keys.contact_id AND contact.updated_at > %(since)s"
)

Found = tuple[int, Comparison]


class Stock:
    """An agency's contacts as drafts are compared with; what was read once is remembered."""

    def __init__(self, agency: Agency) -> None:
        self._agency = agency
        self._records: dict[int, Record | None] = {}

    def resembling(
        self,
        records: Sequence[Record],
        *,
        since: datetime | None = None,
        besides: Collection[int] = (),
    ) -> list[list[Found]]:
        """For each record the contacts (ids) it may be, best first, in two queries.

        With `since` only those that came or changed later; never those in `besides`.
        """
        shared = self._sharing(records, since, besides)
        self._read({pk for pks in shared.values() for pk in pks})
        return [self._best(record, shared[place]) for place, record in enumerate(records)]

    def _sharing(
        self, records: Sequence[Record], since: datetime | None, besides: Collection[int]
    ) -> dict[int, list[int]]:
        asked = [
            (place, key) for place, record in enumerate(records) for key in blocking_keys(record)
        ]
        params: dict[str, Any] = {
            "places": [place for place, _key in asked],
            "keys": [key for _place, key in asked],
            "agency": self._agency.pk, "since": since, "besides": list(besides),
            "compared": _COMPARED,
        }  # fmt: skip
        found: dict[int, list[int]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_SHARED.format(newer=_NEWER if since else ""), params)
            for place, pk in cursor.fetchall():
                found[place].append(pk)
        return found

    def _read(self, ids: Iterable[int]) -> None:
        if len(self._records) > _REMEMBERED:
            self._records.clear()
        missing = [pk for pk in ids if pk not in self._records]
        for found in snapshots(missing) if missing else ():
            self._records[found.id] = None if found.is_deleted else found.record

    def _best(self, record: Record, ids: Iterable[int]) -> list[Found]:
        compared = ((pk, compare(record, other)) for pk in ids if (other := self._records.get(pk)))
        found = [pair for pair in compared if pair[1].verdict != "unlikely"]
        return sorted(found, key=lambda pair: -pair[1].score)[:_SHOWN]


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """What the contacts are called, by id."""
    found = Contact.objects.in_bulk(list(ids))
    return {pk: contact.display_name for pk, contact in found.items()}
