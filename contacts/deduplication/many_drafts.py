"""Finds likely duplicates for a batch of drafts, by the same keys and scores as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from base.accounts.models import Agency
from contacts.deduplication.statistics import rarity_of
from contacts.deduplication.stored_candidates import COMPARED, RULE, stored_records, worth_sql
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Comparison, in_words, weigh_pair
from contacts.duplicates.weights import LIKELY
from contacts.models import Contact, StockStatistics

# As for a single one (contacts.deduplication.one_draft): how many are shown.
_SHOWN = 5
_REMEMBERED = 50_000

_SHARED = """
    SELECT place, contact_id FROM (
        SELECT asked.place, member.contact_id, row_number() OVER (
            PARTITION BY asked.place ORDER BY sum({worth}) DESC, member.contact_id
        ) AS rank
        FROM unnest(%(places)s::int[], %(keys)s::bigint[]) AS asked(place, key)
        CROSS JOIN LATERAL (
            SELECT array_agg(b.contact_id) AS members FROM (
                SELECT contact_id FROM contacts_contactkey
                WHERE agency_id = %(agency)s AND key = asked.key LIMIT %(block)s + 1
            ) b
        ) blocks
        CROSS JOIN LATERAL unnest(blocks.members) AS member(contact_id)
        {newer}
        WHERE cardinality(blocks.members) <= %(block)s
          AND member.contact_id <> ALL(%(besides)s::bigint[])
        GROUP BY asked.place, member.contact_id HAVING sum({worth}) >= %(enough)s
    ) AS ranked WHERE rank <= %(compared)s ORDER BY place, rank
"""
_NEWER = (
    "JOIN contacts_contact AS contact"
    " ON contact.id = member.contact_id AND contact.updated_at > %(since)s"
)
_WORTH = worth_sql("asked.key", "cardinality(blocks.members)")

Found = tuple[int, Comparison]


class Stock:
    """An agency's contacts as drafts are compared with; what was read once is remembered."""

    def __init__(self, agency: Agency) -> None:
        self._agency = agency
        self._records: dict[int, Prepared | None] = {}
        version = StockStatistics.objects.filter(pk=agency.pk).values_list("version", flat=True)
        self._rarity = rarity_of(agency.pk, version.first())

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
            **RULE,
            "places": [place for place, _key in asked],
            "keys": [key for _place, key in asked],
            "agency": self._agency.pk,
            "since": since,
            "besides": list(besides),
            "compared": COMPARED,
        }
        found: dict[int, list[int]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_SHARED.format(newer=_NEWER if since else "", worth=_WORTH), params)
            for place, pk in cursor.fetchall():
                found[place].append(pk)
        return found

    def _read(self, ids: Iterable[int]) -> None:
        if len(self._records) > _REMEMBERED:
            self._records.clear()
        missing = [pk for pk in ids if pk not in self._records]
        if missing:
            found = stored_records(missing)
            self._records |= {pk: found.get(pk) for pk in missing}

    def _best(self, record: Record, ids: Iterable[int]) -> list[Found]:
        prepared = prepare(record)
        others = [(pk, other) for pk in ids if (other := self._records.get(pk))]
        weighed = [(pk, weigh_pair(prepared, other, self._rarity)) for pk, other in others]
        scored = [(evidence.score(self._rarity), pk, evidence) for pk, evidence in weighed]
        likely = sorted((one for one in scored if one[0] >= LIKELY), key=lambda one: -one[0])
        return [(pk, in_words(evidence, score)) for score, pk, evidence in likely[:_SHOWN]]


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """What the contacts are called, by id."""
    found = Contact.objects.in_bulk(list(ids))
    return {pk: contact.display_name for pk, contact in found.items()}
