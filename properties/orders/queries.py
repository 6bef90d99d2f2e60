"""Finds what fits: properties for an order, orders for a property.

SQL narrows down by index; the predicate has the last word and gives the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from properties.models.property import Property, PropertyQuerySet
from properties.orders.kinds import KINDS, Kind, Mode, Shape
from properties.orders.models import OrderToken, SearchOrder
from properties.orders.places import area_tokens_of
from properties.orders.predicate import Assessment, Judged, Wanted, assess
from properties.orders.services import ANY, RANGES
from properties.orders.traits import traits_of
from properties.orders.wording import Reason, reasons

# How many candidates are judged for one order; more than an agent can look through.
MAX_CANDIDATES = 2000
# A property misses narrowly when one number is off by at most this share, or one feature lacks.
NEAR = Decimal("0.15")


@dataclass(frozen=True)
class Match:
    """A property with the judgement on it."""

    property: Property
    assessment: Assessment

    @property
    def score(self) -> int:
        """0 to 100."""
        return self.assessment.score

    @property
    def reasons(self) -> list[Reason]:
        """Why it fits or not, in words."""
        return reasons(self.assessment.judged)

    @property
    def tone(self) -> str:
        """The colour of the meter."""
        return "ok" if self.score >= 90 else "warn"


@dataclass(frozen=True)
class Matches:
    """What the portfolio holds for one order, best first."""

    fitting: list[Match] = field(default_factory=list)
    near: list[Match] = field(default_factory=list)


def matches_for(*, order: SearchOrder, criteria: Iterable[Wanted]) -> Matches:
    """The properties on offer that fit `order`, and those that miss narrowly: two queries."""
    wanted = list(criteria)
    if not wanted:
        return Matches()
    offered = Property.objects.on_offer().filter(agency_id=order.agency_id)
    found = _narrowed(offered, wanted).with_cover().order_by("-created_at")[:MAX_CANDIDATES]
    matches = [Match(one, assess(wanted, traits_of(one))) for one in found]
    matches.sort(key=lambda match: (-match.score, match.property.pk))
    return Matches(
        fitting=[match for match in matches if match.assessment.fits],
        near=[match for match in matches if _is_near(match.assessment)],
    )


def _narrowed(offered: PropertyQuerySet, wanted: list[Wanted]) -> PropertyQuerySet:
    """Leaves out what no must criterion could ever let through, not even narrowly."""
    for one in wanted:
        if one.mode != Mode.MUST:
            continue
        if one.kind in (Kind.MARKETING_TYPE, Kind.OBJECT_TYPE):
            offered = offered.filter(**{f"{one.kind.value}__in": [*one.codes, ""]})
        elif one.kind in (Kind.PRICE, Kind.LIVING_AREA, Kind.ROOMS, Kind.PLOT_AREA):
            offered = offered.filter(_in_reach(one))
    return offered


def _in_reach(one: Wanted) -> Q:
    column = one.kind.value
    slack = max(NEAR, Decimal(one.tolerance) / 100)
    reach = Q()
    if one.minimum is not None:
        reach &= Q(**{f"{column}__gte": one.minimum * (1 - slack)})
    if one.maximum is not None:
        reach &= Q(**{f"{column}__lte": one.maximum * (1 + slack)})
    return reach | Q(**{f"{column}__isnull": True})


def _is_near(assessment: Assessment) -> bool:
    against = assessment.against
    return len(against) == 1 and _narrowly(against[0])


def _narrowly(one: Judged) -> bool:
    if KINDS[one.wanted.kind].shape == Shape.RANGE:
        return one.off_by <= NEAR
    return one.wanted.kind == Kind.FEATURE


def orders_for(found: Property, *, limit: int = 200) -> list[tuple[SearchOrder, Assessment]]:
    """The orders that a property fits, best first; reached by tokens in one index scan."""
    traits = traits_of(found)
    tokens = OrderToken.objects.filter(
        agency_id=found.agency_id,
        marketing_type__in={found.marketing_type, ANY},
        object_type__in={found.object_type, ANY},
        area__in=_areas(found),
    )
    for name, kind in RANGES.items():
        value = traits.numbers[kind]
        if value is not None:
            tokens = tokens.filter(
                Q(**{f"{name}_min__isnull": True}) | Q(**{f"{name}_min__lte": value}),
                Q(**{f"{name}_max__isnull": True}) | Q(**{f"{name}_max__gte": value}),
            )
    looking = SearchOrder.objects.looking(timezone.localdate())
    orders = looking.filter(pk__in=tokens.values("order")).select_related("contact")
    judged = [
        (order, assess([c.as_wanted() for c in order.criteria.all()], traits))
        for order in orders.prefetch_related("criteria")[:MAX_CANDIDATES]
    ]
    fitting = [(order, assessment) for order, assessment in judged if assessment.fits]
    fitting.sort(key=lambda pair: (-pair[1].score, pair[0].pk))
    return fitting[:limit]


def _areas(found: Property) -> set[str]:
    areas = set(area_tokens_of(postal_code=found.postal_code, place=found.place))
    return areas if found.postal_code or found.place else {*areas, ""}
