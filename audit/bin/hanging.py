"""What hangs on something, in words, for the warning before it is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from audit.bin.rules import Count, HangingRule


@dataclass(frozen=True)
class Attachment:
    """How many of one kind: »3 Suchaufträge«."""

    text: str
    count: int


def attachments(rules: Iterable[HangingRule], pk: int) -> list[Attachment]:
    """What would go with the row `pk`, rows of upper apps included.

    By the declared rules; rows of one model that hang by several keys count together.
    """
    numbers: Counter[tuple[type[Model], int]] = Counter()
    known: dict[tuple[type[Model], int], Count] = {}
    for rule in rules:
        for place, count in enumerate(rule.counts()):
            rows = rule.present_rows(pk)
            known[rule.model, place] = count
            numbers[rule.model, place] += (count.only(rows) if count.only else rows).count()
    return [
        Attachment(str(known[key].words % {"count": number}), number)
        for key, number in numbers.items()
        if number
    ]
