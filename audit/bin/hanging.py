"""What hangs on something, in words, for the warning before it is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from audit.bin.rules import Count, HangingRule
from base.counting import count_all


@dataclass(frozen=True)
class Attachment:
    """How many of one kind: »3 Suchaufträge«."""

    text: str
    count: int


def attachments(rules: Iterable[HangingRule], pk: int) -> list[Attachment]:
    """What would go with the row `pk`, rows of upper apps included.

    By the declared rules, in one query; rows of one model that hang by several keys count together.
    """
    hanging: dict[tuple[type[Model], int, int], QuerySet[Any, Any]] = {}
    known: dict[tuple[type[Model], int], Count] = {}
    for number, rule in enumerate(rules):
        for place, count in enumerate(rule.counts()):
            rows = rule.present_rows(pk)
            known[rule.model, place] = count
            hanging[rule.model, place, number] = count.only(rows) if count.only else rows
    numbers: Counter[tuple[type[Model], int]] = Counter()
    for (model, place, _rule), count_of in count_all(hanging).items():
        numbers[model, place] += count_of
    return [
        Attachment(str(known[key].words % {"count": number}), number)
        for key, number in numbers.items()
        if number
    ]
