"""Finds what a small change of an order would bring, computed from what misses narrowly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import ngettext

from base.ui.formats import money
from properties.matching.criteria import MONEY, CriterionKind
from properties.matching.predicate import Assessment, Judged, Verdict, Wanted
from properties.matching.wording import value_text

# Steps in which people raise a budget.
_STEP = {CriterionKind.PRICE: Decimal(1000), CriterionKind.RENT: Decimal(10)}


def hints(near: Iterable[Assessment], *, criteria_count: int) -> list[str]:
    """»Mit 15.000 € mehr passen 3 weitere«, »ohne »Wohnfläche ab 75 m²« passen 2 weitere«.

    The budget comes first, then what brings most. Each sentence holds by itself: only the
    criterion it names keeps those properties away.
    """
    by_criterion: dict[Wanted, list[Judged]] = defaultdict(list)
    for assessment in near:
        decisive = assessment.against[0]
        by_criterion[decisive.wanted].append(decisive)
    groups = sorted(
        by_criterion.items(), key=lambda group: (group[0].kind not in MONEY, -len(group[1]))
    )
    told = [text for wanted, misses in groups for text in _hints_of(wanted, misses, criteria_count)]
    return told[:3]


def _hints_of(wanted: Wanted, misses: list[Judged], criteria_count: int) -> Iterable[str]:
    over = [one.value for one in misses if _is_over_budget(one) and one.value is not None]
    if over:
        yield _budget_hint(wanted, over)
    rest = len(misses) - len(over)
    if rest and criteria_count > 1:
        yield _without_hint(wanted, rest)


def _is_over_budget(one: Judged) -> bool:
    high = one.wanted.maximum
    return (
        one.wanted.kind in MONEY
        and one.verdict == Verdict.MISSES
        and one.value is not None
        and high is not None
        and one.value > high
    )


def _budget_hint(wanted: Wanted, values: list[Decimal]) -> str:
    more = extra_budget(wanted, max(values))
    text = ngettext(
        "Mit %(amount)s mehr passt %(count)s weitere",
        "Mit %(amount)s mehr passen %(count)s weitere",
        len(values),
    )
    return text % {"amount": money(more), "count": len(values)}


def extra_budget(wanted: Wanted, value: Decimal) -> Decimal:
    """By how much the budget has to be raised, in round steps, for `value` to fit."""
    step, high = _STEP[wanted.kind], wanted.maximum or Decimal(0)
    needed = value / (1 + Decimal(wanted.tolerance) / 100) - high
    more = (needed / step).to_integral_value(ROUND_CEILING) * step
    raised = replace(wanted, maximum=high + more)
    return more if raised.tolerated.hold(value) else more + step


def _without_hint(wanted: Wanted, count: int) -> str:
    text = ngettext(
        "ohne »%(what)s« passt %(count)s weitere", "ohne »%(what)s« passen %(count)s weitere", count
    )
    return text % {"what": value_text(wanted), "count": count}
