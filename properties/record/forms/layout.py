"""Which fields of a property stand together in its form, and how wide they are (of twelve)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from base.labels import Label


@dataclass(frozen=True)
class Section:
    """One card of the form."""

    code: str
    title: Label
    fields: tuple[tuple[str, int], ...]


SECTIONS = (
    Section(
        "object",
        _("Objekt"),
        (
            ("title", 12),
            ("object_number", 3),
            ("status", 3),
            ("kind", 6),
            ("marketing_type", 3),
            ("responsible", 3),
            ("usage", 6),
        ),
    ),
    Section(
        "price",
        _("Preis und Kosten"),
        (
            ("price", 4),
            ("rent", 4),
            ("rent_total", 4),
            ("operating_costs", 4),
            ("heating_costs", 4),
            ("service_charge", 4),
            ("deposit", 4),
            ("deposit_text", 4),
            ("rent_period", 4),
            ("commission_text", 8),
            ("commission_due", 4),
            ("price_on_request", 12),
        ),
    ),
    Section(
        "size",
        _("Flächen und Räume"),
        (
            ("living_area", 3),
            ("usable_area", 3),
            ("plot_area", 3),
            ("total_area", 3),
            ("rooms", 3),
            ("bedrooms", 3),
            ("bathrooms", 3),
            ("toilets", 3),
            ("floor", 3),
            ("floors_total", 3),
            ("parking_spaces", 3),
        ),
    ),
    Section(
        "place",
        _("Lage"),
        (
            ("street", 9),
            ("house_number", 3),
            ("postal_code", 3),
            ("place", 5),
            ("district", 4),
            ("region", 4),
            ("country", 4),
            ("address_public", 4),
            ("latitude", 4),
            ("longitude", 4),
        ),
    ),
    Section(
        "state",
        _("Zustand und Verfügbarkeit"),
        (
            ("year_built", 3),
            ("condition", 5),
            ("age_class", 4),
            ("last_modernised", 3),
            ("quality", 5),
            ("development", 4),
            ("available_from", 3),
            ("available_from_text", 5),
            ("available_until", 4),
        ),
    ),
    Section(
        "energy",
        _("Energie"),
        (
            ("energy_hwb", 3),
            ("energy_hwb_class", 3),
            ("energy_fgee", 3),
            ("energy_fgee_class", 3),
            ("energy_kind", 4),
            ("energy_demand", 4),
            ("energy_consumption", 4),
            ("energy_class", 4),
            ("energy_carrier", 8),
            ("energy_issued_on", 4),
            ("energy_valid_until", 4),
            ("heating", 12),
            ("energy_carriers", 12),
        ),
    ),
    Section(
        "words",
        _("Beschreibung"),
        (
            ("summary", 12),
            ("description_object", 12),
            ("description_location", 6),
            ("description_features", 6),
            ("description_other", 12),
        ),
    ),
)
EUROS = (
    "price",
    "rent",
    "rent_total",
    "operating_costs",
    "heating_costs",
    "service_charge",
    "deposit",
)
SQUARE_METRES = ("living_area", "usable_area", "plot_area", "total_area")
NUMBERS = (
    "rooms",
    "bedrooms",
    "bathrooms",
    "toilets",
    "energy_hwb",
    "energy_fgee",
    "energy_demand",
    "energy_consumption",
)
DEGREES = ("latitude", "longitude")
DAYS = ("energy_issued_on", "energy_valid_until", "available_from", "available_until")
TEXT_AREAS = {
    "summary": 2,
    "description_object": 6,
    "description_location": 5,
    "description_features": 5,
    "description_other": 3,
}
UNKNOWN_OR = ("commission_due", "address_public")
SEVERAL = ("usage", "heating", "energy_carriers")
