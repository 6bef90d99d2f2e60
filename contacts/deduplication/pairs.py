"""Reads the stored pairs of likely duplicates, for pages and commands."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.duplicates import weights
from contacts.duplicates.explanation import reason
from contacts.duplicates.weights import Level
from contacts.models import ContactPair, NotDuplicate


def open_pairs(agency_id: int) -> QuerySet[ContactPair]:
    """The pairs nobody has decided on, best first: what the page *Doubletten* shows."""
    decided = NotDuplicate.objects.filter(a=OuterRef("a"), b=OuterRef("b"))
    pairs = ContactPair.objects.filter(
        ~Exists(decided),
        agency_id=agency_id,
        a__deleted_at=None,
        b__deleted_at=None,
    )
    return pairs.order_by("-score", "a", "b")


def of_certainty(pairs: QuerySet[ContactPair], certainty: str) -> QuerySet[ContactPair]:
    """Those that are certain, those that are merely likely, or all for any other word."""
    if certainty == "sicher":
        return pairs.filter(score__gte=weights.CERTAIN)
    if certainty == "wahrscheinlich":
        return pairs.filter(score__lt=weights.CERTAIN)
    return pairs


def after(pairs: QuerySet[ContactPair], cursor: tuple[float, int, int]) -> QuerySet[ContactPair]:
    """The pairs behind (score, a, b) in the order of `open_pairs`."""
    score, a, b = cursor
    return pairs.filter(Q(score__lt=score) | Q(score=score, a__gt=a) | Q(score=score, a=a, b__gt=b))


def reasons(pair: ContactPair) -> list[str]:
    """What speaks for one party, in words of the active language."""
    return [reason(field, Level(level), a, b) for field, level, a, b in pair.findings]


def decided_with(contact_id: int, others: list[int]) -> set[int]:
    """Those of `others` that somebody told apart from the contact."""
    pairs: QuerySet[NotDuplicate, Any] = NotDuplicate.objects.filter(
        Q(a=contact_id, b__in=others) | Q(b=contact_id, a__in=others)
    )
    found = pairs.values_list("a_id", "b_id")
    return {b if a == contact_id else a for a, b in found}
