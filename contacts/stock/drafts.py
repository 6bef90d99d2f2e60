"""Finds whom many drafts resemble at once, by the same keys and scores as for a single one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from base.accounts.models import Agency
from contacts.duplicates.keys import keys_of
from contacts.duplicates.linkage import LARGEST_BLOCK
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Comparison, in_words, weigh_pair
from contacts.duplicates.weights import LIKELY
from contacts.models import Contact, StockStatistics
from contacts.stock.candidates import COMPARED, stored_records
from contacts.stock.statistics import rarity_of

_SHOWN: Final = 5
_REMEMBERED: Final = 50_000

# As for a single one (contacts.stock.candidates), each block read once for all drafts.
_SHARED = """
    SELECT place, member FROM (WITH asked AS MATERIALIZED (
        SELECT * FROM unnest(%(places)s::int[], %(keys)s::bigint[]) AS a(place, key)
    ), blocks AS MATERIALIZED (
        SELECT key, members FROM (SELECT DISTINCT key FROM asked) AS wanted
        CROSS JOIN LATERAL (
            SELECT array_agg(b.contact_id) AS members FROM (
                SELECT contact_id FROM contacts_contactkey
                WHERE agency_id = %(agency)s AND key = wanted.key LIMIT %(block)s + 1
            ) b
        ) read
        WHERE cardinality(members) <= %(block)s
    )
    SELECT place, member, rank FROM (
        SELECT place, member, row_number() OVER (
            PARTITION BY place ORDER BY count(*) DESC, member
        ) AS rank
        FROM asked JOIN blocks USING (key) CROSS JOIN LATERAL unnest(members) AS member
        {newer}
        WHERE member <> ALL(%(besides)s::bigint[])
        GROUP BY place, member
    ) AS ranked WHERE rank <= %(most)s) AS found ORDER BY place, rank
"""
_NEWER = (
    "JOIN contacts_contact AS contact ON contact.id = member AND contact.updated_at > %(since)s"
)

Found = tuple[int, Comparison]


@dataclass(frozen=True, slots=True)
class Draft:
    """A contact that is not saved yet, in the form in which it is compared."""

    prepared: Prepared
    keys: frozenset[int]

    @classmethod
    def of(cls, record: Record) -> Draft:
        """The draft of a record."""
        prepared = prepare(record)
        return cls(prepared, keys_of(prepared))


class Stock:
    """An agency's contacts as drafts are compared with; what was read once is remembered."""

    def __init__(self, agency: Agency) -> None:
        self._agency = agency
        self._records: dict[int, Prepared | None] = {}

    def resembling(
        self,
        drafts: Sequence[Draft],
        *,
        since: datetime | None = None,
        besides: Collection[int] = (),
    ) -> list[list[Found]]:
        """For each draft the contacts (ids) it may be, best first, in three queries.

        With `since` only those that came or changed later; never those in `besides`.
        """
        shared = self._sharing(drafts, since, besides)
        if not shared:
            return [[] for _ in drafts]
        self._read({pk for pks in shared.values() for pk in pks})
        versions = StockStatistics.objects.filter(pk=self._agency.pk).values_list("version")
        version = versions.first()
        rarity = rarity_of(self._agency.pk, version[0] if version else None)
        return [
            self._best(draft, shared.get(place, ()), rarity) for place, draft in enumerate(drafts)
        ]

    def _sharing(
        self, drafts: Sequence[Draft], since: datetime | None, besides: Collection[int]
    ) -> dict[int, list[int]]:
        asked = [(place, key) for place, draft in enumerate(drafts) for key in draft.keys]
        params: dict[str, Any] = {
            "places": [place for place, _key in asked],
            "keys": [key for _place, key in asked],
            "agency": self._agency.pk, "since": since, "besides": list(besides),
            "most": COMPARED, "block": LARGEST_BLOCK,
        }  # fmt: skip
        found: dict[int, list[int]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_SHARED.strip().format(newer=_NEWER if since else ""), params)
            for place, pk in cursor.fetchall():
                found[place].append(pk)
        return found

    def _read(self, ids: Collection[int]) -> None:
        if len(self._records) > _REMEMBERED:
            self._records.clear()
        missing = [pk for pk in ids if pk not in self._records]
        if missing:
            found = stored_records(missing)
            self._records.update((pk, found.get(pk)) for pk in missing)

    def _best(self, draft: Draft, ids: Iterable[int], rarity: Rarity) -> list[Found]:
        known = ((pk, self._records.get(pk)) for pk in ids)
        weighed = [(pk, weigh_pair(draft.prepared, other, rarity)) for pk, other in known if other]
        scored = [(evidence.score(rarity), pk, evidence) for pk, evidence in weighed]
        likely = sorted((one for one in scored if one[0] >= LIKELY), key=lambda one: -one[0])
        return [(pk, in_words(evidence, score)) for score, pk, evidence in likely[:_SHOWN]]


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """What the contacts are called, by id."""
    wanted = list(ids)
    found = Contact.objects.in_bulk(wanted) if wanted else {}
    return {pk: contact.display_name for pk, contact in found.items()}
