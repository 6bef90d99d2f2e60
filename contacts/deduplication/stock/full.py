"""Compares a whole stock with itself, in memory that does not grow with it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from django.db import transaction

from contacts.deduplication.statistics import count_values, store_statistics
from contacts.deduplication.stock.batches import parts
from contacts.deduplication.stock.pair_rows import Ids, pair_row, without_decided
from contacts.deduplication.stored_candidates import candidate_pairs, stored_records
from contacts.duplicates import weights
from contacts.duplicates.linkage import learn_frequencies
from contacts.duplicates.packed import unpack
from contacts.duplicates.prepared import Prepared
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.scoring import Weighed, weigh_pair
from contacts.duplicates.transitivity import conclude
from contacts.models import ContactPair, MatchRecord

_CONTACTS_AT_ONCE = 10_000
_PAIRS_AT_ONCE = 2_000
# A pair less probable than this is neither shown nor counted among relatives.
_NEGLIGIBLE = 1e-4


class Remembered:
    """Records read lately, so many at most that memory stays bounded."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._records: OrderedDict[int, Prepared] = OrderedDict()

    def of(self, ids: Sequence[int]) -> dict[int, Prepared]:
        """The records of `ids` that are still there."""
        missing = [pk for pk in ids if pk not in self._records]
        if missing:
            self._records |= stored_records(missing)
        found = {pk: self._records[pk] for pk in ids if pk in self._records}
        while len(self._records) > self._most:
            self._records.popitem(last=False)
        return found


def count_stock(agency_id: int) -> Rarity:
    """Counts the values of a stock of any size and keeps them as its statistics."""
    rows = MatchRecord.objects.filter(agency_id=agency_id).values_list("pk", "packed")
    stock = (unpack(packed, pk) for pk, packed in rows.iterator(chunk_size=_PAIRS_AT_ONCE))
    rarity = count_values(stock)
    store_statistics(agency_id, rarity)
    return rarity


def examine_whole(agency_id: int) -> None:
    """Counts values anew, compares all contacts and replaces the agency's pairs."""
    ids = list(
        MatchRecord.objects.filter(agency_id=agency_id).order_by("pk").values_list("pk", flat=True)
    )
    remembered = Remembered()
    rarity = count_values(_all(ids, remembered))
    weighed = {
        pair: evidence
        for part in parts(ids, _CONTACTS_AT_ONCE)
        for pair, evidence in _weigh(part, agency_id, rarity, remembered)
    }
    rarity = learn_frequencies(list(weighed.values()), rarity)
    own = {pair: evidence.score(rarity) for pair, evidence in weighed.items()}
    scores = own | conclude(without_decided(own, agency_id))
    likely = {pair: score for pair, score in scores.items() if score >= weights.LIKELY}
    rows = _rows(agency_id, likely, own, rarity, remembered)
    with transaction.atomic():
        ContactPair.objects.filter(agency_id=agency_id).delete()
        ContactPair.objects.bulk_create(rows, batch_size=_PAIRS_AT_ONCE, ignore_conflicts=True)
        store_statistics(agency_id, rarity)


def _all(ids: Sequence[int], remembered: Remembered) -> Iterator[Prepared]:
    for part in parts(ids, _PAIRS_AT_ONCE):
        yield from remembered.of(part).values()


def _weigh(
    ids: Sequence[int], agency_id: int, rarity: Rarity, remembered: Remembered
) -> Iterator[tuple[Ids, Weighed]]:
    """The evidence on pairs that are not out of the question; findings are left out."""
    needed = _NEGLIGIBLE * rarity.total
    for pairs in parts(candidate_pairs(ids, agency_id, both_ways=False), _PAIRS_AT_ONCE):
        records = remembered.of(sorted({pk for pair in pairs for pk in pair}))
        for a, b in pairs:
            if a in records and b in records:
                found = weigh_pair(records[a], records[b], rarity)
                if found.match > needed or found.household > needed:
                    yield (a, b), found._replace(findings=())


def _rows(
    agency_id: int,
    scores: dict[Ids, float],
    own: dict[Ids, float],
    rarity: Rarity,
    remembered: Remembered,
) -> Iterator[ContactPair]:
    for pairs in parts(list(scores), _PAIRS_AT_ONCE):
        records = remembered.of(sorted({pk for pair in pairs for pk in pair}))
        for a, b in pairs:
            if a in records and b in records:
                yield pair_row(
                    agency_id,
                    records[a],
                    records[b],
                    rarity,
                    score=scores[a, b],
                    own_score=own.get((a, b), 0.0),
                )
