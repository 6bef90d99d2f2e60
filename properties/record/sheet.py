"""Fills the data sheet of a property."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from base.sheets.rendering import Section, Sheet, known
from base.ui.words import in_words
from properties.models import Property


def property_sheet(record: Property) -> Sheet:
    """All that an agent takes along, the price on request among it: it is for the office."""
    return Sheet(
        agency=record.agency,
        kind=_("Datenblatt Immobilie"),
        title=str(record),
        subtitle=" · ".join(filter(None, [record.object_number, record.kind_label])),
        picture=record.cover.stored if record.cover else None,
        sections=[
            Section(_("Eckdaten"), _facts(record)),
            Section(_("Preis und Kosten"), _fields(record, _MONEY)),
            Section(_("Flächen und Räume"), _fields(record, _SPACE)),
            Section(_("Gebäude"), _fields(record, _BUILDING)),
            Section(_("Ausstattung"), text=", ".join(record.feature_labels)),
            Section(_("Energie"), _fields(record, _ENERGY)),
            *(
                Section(str(_label(name)), text=getattr(record, name))
                for name in (
                    "summary",
                    "description_object",
                    "description_location",
                    "description_features",
                    "description_other",
                )
            ),
        ],
    )


_MONEY = (
    "price",
    "rent",
    "rent_total",
    "operating_costs",
    "heating_costs",
    "service_charge",
    "deposit",
    "deposit_text",
    "commission_text",
)
_SPACE = (
    "living_area",
    "usable_area",
    "plot_area",
    "total_area",
    "rooms",
    "bedrooms",
    "bathrooms",
    "toilets",
    "parking_spaces",
    "floor",
    "floors_total",
)
_BUILDING = (
    "year_built",
    "last_modernised",
    "condition",
    "age_class",
    "quality",
    "development",
    "heating",
    "energy_carriers",
)
_ENERGY = (
    "energy_kind",
    "energy_hwb",
    "energy_hwb_class",
    "energy_fgee",
    "energy_fgee_class",
    "energy_demand",
    "energy_consumption",
    "energy_class",
    "energy_carrier",
    "energy_issued_on",
    "energy_valid_until",
)


def _facts(record: Property) -> list[tuple[str, str]]:
    available = _value(record, "available_from") or record.available_from_text
    return known(
        [
            (_label("status"), _value(record, "status")),
            (_label("marketing_type"), _value(record, "marketing_type")),
            (_label("usage"), _value(record, "usage")),
            (_("Adresse"), record.address_line),
            (_label("district"), record.district),
            (_label("region"), record.region),
            (_label("available_from"), available),
            (_label("responsible"), record.responsible or ""),
        ]
    )


def _fields(record: Property, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return known((_label(name), _value(record, name)) for name in names)


def _label(name: str) -> Any:
    return Property._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def _value(record: Property, name: str) -> str:
    field = Property._meta.get_field(name)
    return in_words(field, getattr(record, name), currency=record.currency)
