"""What the database itself refuses to hold about a property, and how it finds it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from properties import choices, ordering
from properties.features import FEATURES

NOT_NEGATIVE = (
    "price",
    "rent",
    "rent_total",
    "operating_costs",
    "heating_costs",
    "service_charge",
    "deposit",
    "living_area",
    "usable_area",
    "plot_area",
    "total_area",
    "rooms",
    "bedrooms",
    "bathrooms",
    "toilets",
    "energy_hwb",
    "energy_fgee",
    "energy_demand",
    "energy_consumption",
)
CODED = {
    "status": choices.Status,
    "marketing_type": choices.MarketingType,
    "object_type": choices.ObjectType,
    "rent_period": choices.RentPeriod,
    "condition": choices.Condition,
    "age_class": choices.AgeClass,
    "quality": choices.Quality,
    "development": choices.Development,
    "energy_kind": choices.CertificateKind,
}
CODED_LISTS = {
    "usage": list(choices.Usage.values),
    "heating": list(choices.Heating.values),
    "energy_carriers": list(choices.EnergyCarrier.values),
    "features": list(FEATURES),
    "absent_features": list(FEATURES),
}
PRESENT = Q(deleted_at=None)


def constraints() -> list[models.BaseConstraint]:
    """Numbers once per agency, nothing negative, known codes only."""
    return [
        models.UniqueConstraint(
            fields=["agency", "object_number"],
            condition=PRESENT & ~Q(object_number=""),
            name="property_number_once",
            violation_error_message=_("Diese Objektnummer ist schon vergeben."),
        ),
        *[
            _check(
                f"property_{name}_not_negative",
                Q((f"{name}__isnull", True), (f"{name}__gte", 0), _connector=Q.OR),
            )
            for name in NOT_NEGATIVE
        ],
        *[
            _check(f"property_{name}_is_known", Q((f"{name}__in", [*known.values, ""])))
            for name, known in CODED.items()
        ],
        *[
            _check(f"property_{name}_are_known", Q((f"{name}__contained_by", known)))
            for name, known in CODED_LISTS.items()
        ],
        _check("property_feature_there_or_not", ~Q(features__overlap=F("absent_features"))),
    ]


def _check(name: str, condition: Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=name)


def indexes() -> list[models.Index]:
    """One for each order of the overview, and those that imports and the bin look up by."""
    sorted_by = [
        models.Index(F("agency"), order, F("id"), name=f"property_by_{name}", condition=PRESENT)
        for name, order in ordering.indexed()
    ]
    identities = [
        models.Index(
            fields=["agency", column], name=f"property_by_{name}", condition=~Q((column, ""))
        )
        for name, column in (("openimmo_id", "openimmo_id"), ("digest", "imported_digest"))
    ]
    in_bin = models.Index(
        fields=["deleted_at"], name="property_bin", condition=Q(deleted_at__isnull=False)
    )
    return [*sorted_by, *identities, in_bin]
