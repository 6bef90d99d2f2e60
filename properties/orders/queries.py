"""Finds what fits: properties for an order, orders for a property.

SQL narrows down by index; the predicate has the last word and gives the reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet, Value

from properties.matching.criteria import CriterionKind
from properties.matching.hints import hints
from properties.matching.places import area_tokens_of, reach_of
from properties.matching.predicate import Assessment, Wanted, assess
from properties.matching.wording import Reason, reasons
from properties.models.orders import OrderToken, SearchOrder
from properties.models.property import Property, PropertyQuerySet
from properties.orders.tokens import ANY, RANGES
from properties.orders.traits import COLUMNS, traits_of

# How many candidates are judged for one question; more than anybody looks through.
MAX_CANDIDATES = 2000


@dataclass(frozen=True)
class Match:
    """A property or an order with the judgement on it."""

    pk: int
    assessment: Assessment

    @property
    def score(self) -> int:
        """0 to 100."""
        return self.assessment.score

    @property
    def reasons(self) -> list[Reason]:
        """Why it fits or not, in words."""
        return reasons(self.assessment.judged)


@dataclass(frozen=True)
class Matches:
    """What the portfolio holds for one order, best first.

    `is_complete` is False where there were more candidates than are judged.
    """

    fitting: list[Match] = field(default_factory=list)
    near: list[Match] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    is_complete: bool = True


def matches_for(order: SearchOrder, *, today: date) -> Matches:
    """The matches of one order, as `matches_by_order` finds them."""
    return matches_by_order([order], today=today)[order.pk]


def matches_by_order(orders: Sequence[SearchOrder], *, today: date) -> dict[int, Matches]:
    """By order: the properties on offer that fit it, and those that miss narrowly; one query.

    An order that does not look, or whose contact is deleted, matches nothing. `contact` and
    `criteria` should be fetched along.
    """
    found = {order.pk: Matches() for order in orders}
    looking = {
        order.pk: (order, wanted)
        for order in orders
        if (wanted := order.wanted()) and order.is_looking(today)
    }
    candidates = _candidates(looking.values())
    return found | {
        pk: _judged(wanted, candidates.get(pk, [])) for pk, (_, wanted) in looking.items()
    }


def _candidates(
    looking: Iterable[tuple[SearchOrder, list[Wanted]]],
) -> dict[int, list[Property]]:
    """What the database leaves of the portfolio for each order, the newest first."""
    queries = [
        narrowed(Property.objects.on_offer().filter(agency_id=order.agency_id), wanted)
        .only(*COLUMNS)
        .annotate(for_order=Value(order.pk, BigIntegerField()))
        .order_by("-pk")[: MAX_CANDIDATES + 1]
        for order, wanted in looking
    ]
    found: dict[int, list[Property]] = defaultdict(list)
    if queries:
        rows: Any = queries[0] if len(queries) == 1 else queries[0].union(*queries[1:], all=True)
        for row in rows:
            found[row.for_order].append(row)
    return found


def _judged(wanted: list[Wanted], candidates: list[Property]) -> Matches:
    matches = [Match(one.pk, assess(wanted, traits_of(one))) for one in candidates[:MAX_CANDIDATES]]
    near = _best_first(match for match in matches if match.assessment.is_near)
    return Matches(
        fitting=_best_first(match for match in matches if match.assessment.fits),
        near=near,
        hints=hints((match.assessment for match in near), criteria_count=len(wanted)),
        is_complete=len(candidates) <= MAX_CANDIDATES,
    )


def _best_first(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score, -match.pk))


def narrowed(offered: PropertyQuerySet, wanted: Iterable[Wanted]) -> PropertyQuerySet:
    """Leaves out what no must criterion could ever let through, not even narrowly."""
    for one in wanted:
        if one.is_must and (reach := _reach(one)):
            offered = offered.filter(reach)
    return offered


def _reach(one: Wanted) -> Q | None:
    column = one.kind.value
    if one.kind in (CriterionKind.MARKETING_TYPE, CriterionKind.OBJECT_TYPE):
        return Q(**{f"{column}__in": [*one.codes, ""]})
    if one.kind in (
        CriterionKind.PRICE,
        CriterionKind.LIVING_AREA,
        CriterionKind.PLOT_AREA,
        CriterionKind.ROOMS,
    ):
        return _numbers_in_reach(one)
    return _places_in_reach(one) if one.kind == CriterionKind.PLACE else None


def _numbers_in_reach(one: Wanted) -> Q:
    column, near, reach = one.kind.value, one.near, Q()
    if near.low is not None:
        reach &= Q(**{f"{column}__gte": near.low})
    if near.high is not None:
        reach &= Q(**{f"{column}__lte": near.high})
    return reach | Q(**{f"{column}__isnull": True})


def _places_in_reach(one: Wanted) -> Q | None:
    """By postal code and coordinates; odd codes are judged one by one. None for names."""
    wanted = reach_of(one.codes)
    if wanted is None:
        return None
    reach = ~Q(postal_code__regex=r"^[0-9]+$") | Q(postal_code__in=wanted.codes)
    for prefix in wanted.prefixes:
        reach |= Q(postal_code__startswith=prefix)
    for south, north, west, east in wanted.boxes:
        reach |= Q(latitude__range=(south, north), longitude__range=(west, east))
    return reach


def fetch_properties(matches: Iterable[Match]) -> dict[int, Property]:
    """The properties of these matches with their title pictures: two queries for all."""
    ids = [match.pk for match in matches]
    return {one.pk: one for one in Property.objects.filter(pk__in=ids).with_cover()}


def orders_for(found: Property, *, today: date, limit: int = MAX_CANDIDATES) -> list[Match]:
    """The orders of the agency that a property fits, best first; two queries."""
    traits = traits_of(found)
    looking = SearchOrder.objects.looking(today).filter(pk__in=_reached(found).values("order"))
    orders = looking.order_by("-pk").prefetch_related("criteria")[:limit]
    matches = (Match(order.pk, assess(order.wanted(), traits)) for order in orders)
    return _best_first(match for match in matches if match.assessment.fits)


def _reached(found: Property) -> QuerySet[OrderToken]:
    """The tokens that lead from a property to orders: one index scan."""
    traits = traits_of(found)
    tokens = OrderToken.objects.filter(
        agency_id=found.agency_id,
        marketing_type__in={found.marketing_type, ANY},
        object_type__in={found.object_type, ANY},
        area__in=area_tokens_of(traits.location),
    )
    for name, kind in RANGES.items():
        value = traits.numbers[kind]
        if value is not None:
            tokens = tokens.filter(
                Q(**{f"{name}_min__isnull": True}) | Q(**{f"{name}_min__lte": value}),
                Q(**{f"{name}_max__isnull": True}) | Q(**{f"{name}_max__gte": value}),
            )
    return tokens


def fetch_orders(matches: Iterable[Match]) -> dict[int, SearchOrder]:
    """The orders of these matches with their contacts: one query."""
    ids = [match.pk for match in matches]
    return {one.pk: one for one in SearchOrder.objects.filter(pk__in=ids).select_related("contact")}
