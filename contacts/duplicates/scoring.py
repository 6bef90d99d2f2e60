"""Scores a pair of contacts and explains the score field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from contacts.duplicates import evidence, weights
from contacts.duplicates.evidence import Finding
from contacts.duplicates.explanation import FieldComparison, explain
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.rarity import TYPICAL, Rarity
from contacts.duplicates.record import Record
from contacts.duplicates.weights import Level

Verdict = Literal["certain", "likely", "unlikely"]

__all__ = ["Comparison", "FieldComparison", "Verdict", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How probable it is that two records are one party, and why.

    `score` is that probability, from 0 to 1; `fields` are in the order in which a reader looks.
    """

    score: float
    verdict: Verdict
    fields: tuple[FieldComparison, ...]

    @property
    def is_beyond_doubt(self) -> bool:
        """Whether nobody need be asked: certain, and nothing that tells relatives apart differs.

        Twins, father and son and neighbouring communities of owners share all but a first name,
        a number in the name, a birth date or the salutation, and similar ones are theirs too.
        """
        return self.verdict == "certain" and not any(
            field.field in _TELLS_RELATIVES and field.agreement in ("similar", "different")
            for field in self.fields
        )


# What members of one family or house differ in, even where all else agrees.
_TELLS_RELATIVES = frozenset({"given_name", "company_name", "birth_date", "gender", "generation"})


class Weighed(NamedTuple):
    """The evidence on a pair, not yet in words.

    `match` and `household` say how much likelier the evidence is for one party, or for two of one
    household, than for two strangers.
    """

    match: float
    household: float
    findings: tuple[Finding, ...]

    def score(self, rarity: Rarity) -> float:
        """The probability that the pair is one party."""
        return self.probabilities(rarity)[0]

    def probabilities(self, rarity: Rarity) -> tuple[float, float]:
        """How probable one party is, and two of one household."""
        match = self.match * rarity.duplicates / rarity.total
        household = self.household * rarity.households / rarity.total
        total = match + household + 1.0
        return match / total, household / total


def compare(a: Record, b: Record, rarity: Rarity | None = None) -> Comparison:
    """Compares two records; `rarity` tells how common values are in their stock."""
    known = rarity or TYPICAL
    weighed = weigh_pair(prepare(a), prepare(b), known)
    return in_words(weighed, weighed.score(known))


def in_words(weighed: Weighed, score: float, *, by_third: bool = False) -> Comparison:
    """The comparison that people read; `by_third` says that a third record decided the score."""
    third = (Finding("third", "", "", Level.SAME),) if by_third else ()
    return Comparison(score, verdict_of(score), explain((*third, *weighed.findings)))


def verdict_of(score: float) -> Verdict:
    """The word for a score."""
    if score >= weights.CERTAIN:
        return "certain"
    return "likely" if score >= weights.LIKELY else "unlikely"


def weigh_pair(a: Prepared, b: Prepared, rarity: Rarity) -> Weighed:
    """The evidence on a pair; the same whichever record comes first."""
    names = evidence.names(a, b, rarity)
    findings = [
        *names,
        evidence.gender(a, b, names[0]),
        evidence.generation(a, b),
        evidence.company_name(a, b, rarity),
        evidence.birth_date(a, b, rarity),
        evidence.email(a, b, rarity),
        evidence.phone(a, b, rarity),
    ]
    address = evidence.addresses(a, b, rarity)
    same_kind = a.record.kind == b.record.kind
    match = address.match * (weights.SAME_KIND if same_kind else 1 - weights.SAME_KIND)
    household = address.household
    for finding in findings:
        match *= finding.match
        household *= finding.household
    return Weighed(match, household, (*findings, *address.parts))
