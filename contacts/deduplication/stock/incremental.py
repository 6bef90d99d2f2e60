"""Compares a few changed contacts with their stock, by the statistics that the stock has."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from contacts.deduplication.statistics import rarity_of
from contacts.deduplication.stock.pair_rows import Ids, pair_row, touching, without_decided
from contacts.deduplication.stored_candidates import candidate_pairs, stored_records
from contacts.duplicates import weights
from contacts.duplicates.prepared import Prepared
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.scoring import weigh_pair
from contacts.duplicates.transitivity import conclude
from contacts.models import ContactPair, StockStatistics

_STEPS = 2


def examine_part(agency_id: int, ids: Collection[int]) -> None:
    """Replaces the pairs of the contacts `ids`, and what follows from them for their neighbours."""
    version = StockStatistics.objects.values_list("version", flat=True).get(pk=agency_id)
    rarity = rarity_of(agency_id, version)
    with transaction.atomic():
        around = _neighbours(ids)
        ContactPair.objects.filter(touching(ids)).delete()
        scores = _own_scores(agency_id, list(ids), rarity)
        _write(agency_id, scores, scores, rarity)
        _conclude(agency_id, _with_neighbours({*ids, *around}), rarity)


def _own_scores(agency_id: int, ids: list[int], rarity: Rarity) -> dict[Ids, float]:
    pairs = candidate_pairs(ids, agency_id, both_ways=True)
    records = stored_records({pk for pair in pairs for pk in pair})
    scores = {
        (a, b): weigh_pair(records[a], records[b], rarity).score(rarity)
        for a, b in pairs
        if a in records and b in records
    }
    return {pair: score for pair, score in scores.items() if score >= weights.LIKELY}


def _write(agency_id: int, scores: dict[Ids, float], own: dict[Ids, float], rarity: Rarity) -> None:
    records: dict[int, Prepared] = stored_records({pk for pair in scores for pk in pair})
    ContactPair.objects.bulk_create(
        (
            pair_row(
                agency_id,
                records[a],
                records[b],
                rarity,
                score=score,
                own_score=own.get((a, b), 0.0),
            )
            for (a, b), score in scores.items()
            if a in records and b in records
        ),
        ignore_conflicts=True,
    )


def _neighbours(ids: Collection[int]) -> set[int]:
    pairs = ContactPair.objects.filter(touching(ids)).values_list("a_id", "b_id")
    return {pk for pair in pairs for pk in pair}


def _with_neighbours(ids: set[int]) -> set[int]:
    """The contacts whose pairs may follow from one of `ids`."""
    for _ in range(_STEPS):
        ids = ids | _neighbours(ids)
    return ids


def _conclude(agency_id: int, region: set[int], rarity: Rarity) -> None:
    """Draws the conclusions within `region` anew."""
    stored = ContactPair.objects.filter(a__in=region, b__in=region)
    own = {(row.a_id, row.b_id): row.own_score for row in stored}
    kept = {(row.a_id, row.b_id): row.score for row in stored}
    wanted = own | conclude(without_decided(own, agency_id))
    wanted = {pair: score for pair, score in wanted.items() if score >= weights.LIKELY}
    changed = {pair for pair in kept.keys() | wanted.keys() if kept.get(pair) != wanted.get(pair)}
    for a, b in changed & kept.keys():
        ContactPair.objects.filter(a=a, b=b).delete()
    anew = {pair: wanted[pair] for pair in changed & wanted.keys()}
    _write(agency_id, anew, own, rarity)
