"""Lists what a search order can ask for: one table, from which forms and words follow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class CriterionKind(models.TextChoices):
    """The property's trait that a criterion is about."""

    MARKETING_TYPE = "marketing_type", _("Vermarktung")
    USAGE = "usage", _("Nutzung")
    OBJECT_TYPE = "object_type", _("Objektart")
    PLACE = "place", _("Orte")
    PRICE = "price", _("Kaufpreis")
    RENT = "rent", _("Miete im Monat")
    LIVING_AREA = "living_area", _("Wohnfläche")
    PLOT_AREA = "plot_area", _("Grundstücksfläche")
    ROOMS = "rooms", _("Zimmer")
    FEATURE = "feature", _("Ausstattung")


class Shape(Enum):
    """How a criterion's value looks: chosen codes, free places, or a range of numbers."""

    CHOICE = "choice"
    PLACES = "places"
    RANGE = "range"


@dataclass(frozen=True)
class KindInfo:
    """How values of a kind look and what counts as near.

    `unit` stands behind numbers; `tolerance` in percent is proposed for a new criterion. A
    number misses narrowly when it is off by at most `near` (a share of the bound) or `near_by`
    (in the unit itself, for numbers as small as rooms).
    """

    shape: Shape
    unit: str = ""
    tolerance: int = 0
    near: Decimal = Decimal("0.15")
    near_by: Decimal = Decimal(0)


KINDS: dict[CriterionKind, KindInfo] = {
    CriterionKind.MARKETING_TYPE: KindInfo(Shape.CHOICE),
    CriterionKind.OBJECT_TYPE: KindInfo(Shape.CHOICE),
    CriterionKind.USAGE: KindInfo(Shape.CHOICE),
    CriterionKind.PLACE: KindInfo(Shape.PLACES),
    CriterionKind.PRICE: KindInfo(Shape.RANGE, "€", tolerance=5),
    CriterionKind.RENT: KindInfo(Shape.RANGE, "€", tolerance=5),
    CriterionKind.LIVING_AREA: KindInfo(Shape.RANGE, "m²"),
    CriterionKind.PLOT_AREA: KindInfo(Shape.RANGE, "m²"),
    CriterionKind.ROOMS: KindInfo(Shape.RANGE, near=Decimal(0), near_by=Decimal(1)),
    CriterionKind.FEATURE: KindInfo(Shape.CHOICE),
}
MONEY = frozenset({CriterionKind.PRICE, CriterionKind.RENT})
# In the order in which people name them.
POSITION = {kind: position for position, kind in enumerate(KINDS)}


class Mode(models.TextChoices):
    """Whether a criterion decides or only ranks."""

    MUST = "must", _("Muss")
    WISH = "wish", _("Wunsch")
