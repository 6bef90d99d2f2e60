"""What resembles a contact among those worth comparing: the one rule for drafts and imports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from contacts.duplicates.prepared import Prepared
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.scoring import Comparison, Weighed, in_words, weigh_pair
from contacts.duplicates.weights import LIKELY

# How many resembling contacts a person is shown.
SHOWN = 5


@dataclass(frozen=True)
class Likely:
    """A contact that may be the same, and how likely that is."""

    id: int
    score: float
    evidence: Weighed

    @cached_property
    def comparison(self) -> Comparison:
        """The reasons in words, put together when somebody asks."""
        return in_words(self.evidence, self.score)


def resembling(
    own: Prepared,
    others: Iterable[tuple[int, Prepared]],
    rarity: Rarity,
    *,
    threshold: float = LIKELY,
) -> list[Likely]:
    """Those of `others` (by id) that `own` may be, best first."""
    weighed = [(pk, weigh_pair(own, other, rarity)) for pk, other in others]
    scored = [Likely(pk, evidence.score(rarity), evidence) for pk, evidence in weighed]
    return sorted((one for one in scored if one.score >= threshold), key=lambda one: -one.score)
