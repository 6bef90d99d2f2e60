"""Turns scores into the rows that store a pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q

from contacts.duplicates.evidence import Finding
from contacts.duplicates.explanation import speaks_for
from contacts.duplicates.prepared import Prepared
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.scoring import weigh_pair
from contacts.duplicates.weights import Level
from contacts.models import ContactPair, NotDuplicate

Ids = tuple[int, int]
_THIRD = Finding("third", "", "", Level.SAME)


def pair_row(
    agency_id: int, a: Prepared, b: Prepared, rarity: Rarity, *, score: float, own_score: float
) -> ContactPair:
    """The row of a pair, with what speaks for it; a score above its own is a third contact's."""
    findings: Iterable[Finding] = weigh_pair(a, b, rarity).findings
    if score > own_score:
        findings = (_THIRD, *findings)
    return ContactPair(
        agency_id=agency_id,
        a_id=a.record.id or 0,
        b_id=b.record.id or 0,
        score=score,
        own_score=own_score,
        findings=[
            [found.field, int(found.level), found.a, found.b]
            for found in findings
            if speaks_for(found.level)
        ],
    )


def without_decided(scores: Mapping[Ids, float], agency_id: int) -> dict[Ids, float]:
    """Scores without the pairs that somebody told apart: nothing follows from those."""
    decided = set(NotDuplicate.objects.filter(agency=agency_id).values_list("a_id", "b_id"))
    return {pair: score for pair, score in scores.items() if pair not in decided}


def touching(ids: Iterable[int]) -> Q:
    """Pairs in which one of `ids` stands."""
    wanted = list(ids)
    return Q(a__in=wanted) | Q(b__in=wanted)
