"""Search orders and properties: both ways of matching, and what saving an order costs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from django.db import transaction

from bench.cases.common import office
from bench.measuring import Result, Work, compare, interleaved
from bench.plan import BY_KNOWN_IDS, EVERY_ONE, WITHOUT_TOKENS
from bench.stock.market import fill_market
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted, assess
from properties.models import Property
from properties.models.orders import Criterion, SearchOrder
from properties.orders.queries import matches_for, orders_for
from properties.orders.services import put_criterion
from properties.orders.traits import traits_of

ROUNDS, WARM = 150, 20
# Judging everything takes so long that a few rounds tell it, and only of a part.
_SLOW_ROUNDS, _SLOW_MOST = 3, 10_000
TODAY = date(2026, 11, 1)


def measure(rows: int) -> Iterator[Result]:
    """As many orders and properties as contacts."""
    fill_market(os.environ["DATABASE_OWNER_URL"], office(), rows)
    yield from _reverse(rows)
    yield from _forward(rows)
    yield from _saving(rows)


def _reverse(rows: int) -> Iterator[Result]:
    """One property against all orders of the agency."""
    chosen = _some_properties(ROUNDS + WARM)
    known = [[match.pk for match in orders_for(one, today=TODAY)] for one in chosen]
    find: Work = lambda number: orders_for(chosen[number], today=TODAY)  # noqa: E731
    floor = {"match-reverse": find, BY_KNOWN_IDS: lambda number: _orders(known[number])}
    yield from compare("match-reverse", rows, interleaved(floor, ROUNDS, WARM))
    if rows <= _SLOW_MOST:
        slow = {"match-reverse": find, EVERY_ONE: lambda number: _judge_orders(chosen[number])}
        yield from compare("match-reverse", rows, interleaved(slow, _SLOW_ROUNDS, 1))


def _forward(rows: int) -> Iterator[Result]:
    """One order against all properties of the agency."""
    chosen = _some_orders(ROUNDS + WARM)
    known = [[m.pk for m in matches_for(one, today=TODAY).fitting] for one in chosen]
    find: Work = lambda number: matches_for(chosen[number], today=TODAY)  # noqa: E731
    floor = {"match-forward": find, BY_KNOWN_IDS: lambda number: _properties(known[number])}
    yield from compare("match-forward", rows, interleaved(floor, ROUNDS, WARM))
    if rows <= _SLOW_MOST:
        slow = {"match-forward": find, EVERY_ONE: lambda number: _judge_all(chosen[number])}
        yield from compare("match-forward", rows, interleaved(slow, _SLOW_ROUNDS, 1))


def _saving(rows: int) -> Iterator[Result]:
    """A changed price with the tokens written anew, and the changed row alone."""
    chosen = _some_orders(ROUNDS + WARM)
    subjects = {
        "order-save": lambda number: _put(chosen[number], number),
        WITHOUT_TOKENS: lambda number: _save(chosen[number], number),
    }
    yield from compare("order-save", rows, interleaved(subjects, ROUNDS, WARM))


def _put(order: SearchOrder, number: int) -> None:
    put_criterion(order=order, wanted=Wanted(CriterionKind.ROOMS, minimum=Decimal(number % 7 + 1)))


def _save(order: SearchOrder, number: int) -> None:
    """The two rows that a change of a criterion touches: read with a lock, written."""
    with transaction.atomic():
        SearchOrder.objects.select_for_update().get(pk=order.pk)
        criterion = Criterion.objects.get(order=order, kind=CriterionKind.ROOMS)
        criterion.minimum = Decimal(number % 5 + 2)
        criterion.save()


def _some_properties(count: int) -> list[Property]:
    found = list(Property.objects.on_offer().filter(agency=office()).order_by("pk")[: 20 * count])
    return Random("properties").sample(found, count)  # noqa: S311


def _some_orders(count: int) -> list[SearchOrder]:
    rows = SearchOrder.objects.filter(agency=office()).select_related("contact")
    found = list(rows.prefetch_related("criteria").order_by("pk")[: 20 * count])
    return Random("orders").sample(found, count)  # noqa: S311


def _orders(ids: list[int]) -> object:
    return list(SearchOrder.objects.filter(pk__in=ids).prefetch_related("criteria"))


def _properties(ids: list[int]) -> object:
    return list(Property.objects.filter(pk__in=ids))


def _judge_orders(one: Property) -> object:
    traits = traits_of(one)
    rows = SearchOrder.objects.looking(TODAY).filter(agency_id=one.agency_id)
    return [o for o in rows.prefetch_related("criteria") if assess(o.wanted(), traits).fits]


def _judge_all(order: SearchOrder) -> object:
    wanted, rows = order.wanted(), Property.objects.on_offer().filter(agency_id=order.agency_id)
    return [one for one in rows if assess(wanted, traits_of(one)).fits]
