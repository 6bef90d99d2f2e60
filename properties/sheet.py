"""What the data sheet of a property says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from base.sheets.rendering import Section, Sheet, known
from base.ui import formats
from properties.headline import asking_text
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
                    "summary", "description_object", "description_location",
                    "description_features", "description_other",
                )
            ),
        ],
    )  # fmt: skip


_MONEY = ("price", "rent", "rent_total", "operating_costs", "heating_costs", "service_charge",
          "deposit", "deposit_text", "commission_text")  # fmt: skip
_SPACE = ("living_area", "usable_area", "plot_area", "total_area", "rooms", "bedrooms",
          "bathrooms", "toilets", "parking_spaces", "floor", "floors_total")  # fmt: skip
_BUILDING = ("year_built", "last_modernised", "condition", "age_class", "quality",
             "development", "heating", "energy_carriers")  # fmt: skip
_ENERGY = ("energy_kind", "energy_hwb", "energy_hwb_class", "energy_fgee", "energy_fgee_class",
           "energy_demand", "energy_consumption", "energy_class", "energy_carrier",
           "energy_issued_on", "energy_valid_until")  # fmt: skip
_AREAS = ("living_area", "usable_area", "plot_area", "total_area")
_AMOUNTS = ("price", "rent", "rent_total", "operating_costs", "heating_costs", "service_charge",
            "deposit")  # fmt: skip


def _facts(record: Property) -> list[tuple[str, str]]:
    available = formats.day(record.available_from) or record.available_from_text
    return known(
        [
            (_label("status"), record.get_status_display()),
            (_label("marketing_type"), record.get_marketing_type_display()),
            (_label("usage"), _chosen(record, "usage")),
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
    value = getattr(record, name)
    if value in (None, "", []):
        return ""
    if name in _AMOUNTS:
        return asking_text(value, record.currency, "")
    if name in _AREAS:
        return formats.area(value)
    if name == "year_built":
        return str(value)
    field = Property._meta.get_field(name)
    if isinstance(value, list):
        return _chosen(record, name)
    if isinstance(field, models.DateField):
        return formats.day(value)
    if isinstance(field, models.DecimalField | models.IntegerField):
        return formats.quantity(value)
    shown: Callable[[], str] | None = getattr(record, f"get_{name}_display", None)
    return str(shown()) if shown else str(value)


def _chosen(record: Property, name: str) -> str:
    base: Any = Property._meta.get_field(name)
    labels = dict(base.base_field.choices)
    return ", ".join(str(labels.get(code, code)) for code in getattr(record, name))
