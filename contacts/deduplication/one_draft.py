"""Finds likely duplicates of one draft or one stored contact."""

from __future__ import annotations

from collections.abc import Sequence

from base.accounts.models import Agency
from contacts.data import ContactData
from contacts.deduplication.pairs import decided_with
from contacts.deduplication.statistics import rarity_of
from contacts.deduplication.stored_candidates import candidates_of
from contacts.derived.identity import draft_record
from contacts.duplicates.keys import keys_of
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Weighed, in_words, weigh_pair
from contacts.duplicates.weights import LIKELY
from contacts.errors import DuplicateCandidate, Resembling

__all__ = ["DuplicateCandidate", "find_duplicates"]

# How many resembling contacts a person is shown.
_SHOWN = 5


def find_duplicates(
    draft: Record | ContactData, agency: Agency, *, threshold: float = LIKELY
) -> list[DuplicateCandidate]:
    """The contacts of `agency` that `draft` may be a duplicate of, best first; not itself.

    One query whatever the size of the stock; the contacts themselves are fetched when somebody
    asks for them. Those that somebody told apart from `draft` are left out.
    """
    record = draft_record(draft, agency.country) if isinstance(draft, ContactData) else draft
    prepared = prepare(record)
    candidates = candidates_of(keys_of(prepared), agency.pk, but=record.id)
    rarity = rarity_of(agency.pk, candidates.version)
    weighed = [(other, weigh_pair(prepared, other, rarity)) for other in candidates.records]
    scored = [(evidence.score(rarity), other, evidence) for other, evidence in weighed]
    likely = sorted((one for one in scored if one[0] >= threshold), key=lambda one: -one[0])
    return _shown(record.id, likely)


def _shown(
    own: int | None, likely: Sequence[tuple[float, Prepared, Weighed]]
) -> list[DuplicateCandidate]:
    ids = [other.record.id or 0 for _, other, _ in likely]
    decided = decided_with(own, ids) if own and ids else frozenset()
    best = [found for pk, found in zip(ids, likely, strict=True) if pk not in decided][:_SHOWN]
    resembling = Resembling([other.record.id or 0 for _, other, _ in best])
    return [
        DuplicateCandidate(other.record.id or 0, in_words(evidence, score), resembling)
        for score, other, evidence in best
    ]
