"""Scores a pair of contacts and explains the score field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from contacts.duplicates import evidence, weights
from contacts.duplicates.evidence import AddressFinding, Finding
from contacts.duplicates.explanation import FieldComparison, explain
from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.rarity import TYPICAL, Rarity
from contacts.duplicates.record import Record

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


class Weighed(NamedTuple):
    """The evidence on a pair and the probability that follows from it, not yet in words."""

    score: float
    findings: tuple[Finding, ...]


def compare(a: Record, b: Record, rarity: Rarity | None = None) -> Comparison:
    """Compares two records; `rarity` tells how common values are in their stock."""
    return in_words(weigh_pair(prepare(a), prepare(b), rarity or TYPICAL))


def in_words(weighed: Weighed) -> Comparison:
    """The comparison that people read."""
    return Comparison(weighed.score, verdict_of(weighed.score), explain(weighed.findings))


def verdict_of(score: float) -> Verdict:
    """The word for a score."""
    if score >= weights.CERTAIN:
        return "certain"
    return "likely" if score >= weights.LIKELY else "unlikely"


def weigh_pair(a: Prepared, b: Prepared, rarity: Rarity) -> Weighed:
    """The evidence on a pair; the same whichever record comes first."""
    findings = [
        *evidence.names(a, b, rarity),
        evidence.company_name(a, b, rarity),
        evidence.birth_date(a, b, rarity),
        evidence.contact_point("email", a.emails, b.emails, weights.EMAIL, rarity),
        evidence.contact_point("phone", a.phones, b.phones, weights.PHONE, rarity),
    ]
    address = evidence.addresses(a, b, rarity)
    score = _probability(findings, address, a.record.kind == b.record.kind, rarity.total)
    return Weighed(score, (*findings, *address.parts))


def _probability(
    findings: list[Finding], address: AddressFinding, same_kind: bool, total: int
) -> float:
    match = weights.DUPLICATES_PER_RECORD / total * address.match
    household = weights.HOUSEHOLD_PER_RECORD / total * address.household
    match *= weights.SAME_KIND if same_kind else 1 - weights.SAME_KIND
    for finding in findings:
        match *= finding.match
        household *= finding.household
    return match / (match + household + 1.0)
