"""Finds likely duplicates of one draft or one stored contact."""

from __future__ import annotations

from collections.abc import Sequence

from base.accounts.models import Agency
from contacts.data import ContactData
from contacts.deduplication.pairs import decided_with
from contacts.deduplication.resembling import SHOWN, Likely, resembling
from contacts.deduplication.statistics import rarity_of
from contacts.deduplication.stored_candidates import candidates_of
from contacts.derived.identity import draft_record
from contacts.duplicates.keys import keys_of
from contacts.duplicates.prepared import prepare
from contacts.duplicates.record import Record
from contacts.duplicates.weights import LIKELY
from contacts.errors import DuplicateCandidate, Resembling

__all__ = ["DuplicateCandidate", "find_duplicates"]


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
    others = [(other.record.id or 0, other) for other in candidates.records]
    likely = resembling(prepared, others, rarity, threshold=threshold)
    return _shown(record.id, likely)


def _shown(own: int | None, likely: Sequence[Likely]) -> list[DuplicateCandidate]:
    ids = [one.id for one in likely]
    decided = decided_with(own, ids) if own and ids else frozenset()
    best = [one for one in likely if one.id not in decided][:SHOWN]
    contacts = Resembling([one.id for one in best])
    return [DuplicateCandidate(one.id, one.comparison, contacts) for one in best]
