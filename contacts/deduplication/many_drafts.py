"""Finds likely duplicates for a batch of drafts, by the same keys and scores as for one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from base.accounts.models import Agency
from contacts.deduplication.resembling import SHOWN, resembling
from contacts.deduplication.statistics import rarity_of
from contacts.deduplication.stored_candidates import candidates_of_each, stored_records
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Comparison
from contacts.models import Contact, StockStatistics

_REMEMBERED = 50_000

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
        keys = [blocking_keys(record) for record in records]
        shared = candidates_of_each(keys, self._agency.pk, since=since, besides=besides)
        self._read({pk for pks in shared.values() for pk in pks})
        return [self._best(record, shared[place]) for place, record in enumerate(records)]

    def _read(self, ids: Iterable[int]) -> None:
        if len(self._records) > _REMEMBERED:
            self._records.clear()
        missing = [pk for pk in ids if pk not in self._records]
        if missing:
            found = stored_records(missing)
            self._records |= {pk: found.get(pk) for pk in missing}

    def _best(self, record: Record, ids: Iterable[int]) -> list[Found]:
        others = [(pk, other) for pk in ids if (other := self._records.get(pk))]
        likely = resembling(prepare(record), others, self._rarity)[:SHOWN]
        return [(one.id, one.comparison) for one in likely]


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """What the contacts are called, by id."""
    found = Contact.objects.in_bulk(list(ids))
    return {pk: contact.display_name for pk, contact in found.items()}
