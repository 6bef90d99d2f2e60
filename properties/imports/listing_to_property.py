"""Maps an OpenImmo listing to the values of a property's fields.

Everything else it says is kept under the path it had in the feed: nothing is lost.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from properties import choices
from properties.models import Property
from properties.openimmo.listing import Listing
from properties.openimmo.problems import Problem, problem

SAME_NAME = (
    "object_number",
    "openimmo_id",
    "title",
    "marketing_type",
    "object_type",
    "object_subtype",
    "price",
    "rent",
    "rent_total",
    "operating_costs",
    "heating_costs",
    "service_charge",
    "deposit",
    "deposit_text",
    "commission_text",
    "commission_due",
    "currency",
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
    "year_built",
    "last_modernised",
    "condition",
    "age_class",
    "quality",
    "development",
    "street",
    "house_number",
    "postal_code",
    "place",
    "district",
    "region",
    "country",
    "latitude",
    "longitude",
    "address_public",
    "available_from",
    "available_from_text",
    "available_until",
    "summary",
    "description_location",
    "description_features",
    "description_object",
    "description_other",
)
_ENERGY = {
    "kind": "energy_kind",
    "hwb": "energy_hwb",
    "hwb_class": "energy_hwb_class",
    "fgee": "energy_fgee",
    "fgee_class": "energy_fgee_class",
    "demand": "energy_demand",
    "consumption": "energy_consumption",
    "energy_class": "energy_class",
    "carrier": "energy_carrier",
    "issued_on": "energy_issued_on",
    "valid_until": "energy_valid_until",
}
# Parts without a field of their own and the paths by which OpenImmo calls them.
_KEPT_ENERGY = {
    "electricity": "stromwert",
    "heat": "waermewert",
    "includes_hot_water": "mitwarmwasser",
    "year": "jahrgang",
    "vintage": "epart",
    "building_kind": "gebaeudeart",
}
_KEPT_PERSON = {
    "name": "name",
    "given_name": "vorname",
    "family_name": "nachname",
    "title": "titel",
    "salutation": "anrede",
    "position": "position",
    "company": "firma",
    "email": "email_zentrale",
    "phone": "tel_zentrale",
    "mobile": "tel_handy",
    "website": "url",
}
_STATUS = {
    "open": choices.Status.ACTIVE,
    "reserved": choices.Status.RESERVED,
    "sold": choices.Status.SOLD,
}
_SHORTENED = "value_shortened"
_INVALID = "invalid_value"
Kept = dict[str, str | list[str]]


@dataclass(frozen=True)
class ListingValues:
    """`values` by field name (known ones only), what is `kept`, and what did not fit."""

    values: Mapping[str, Any]
    kept: Kept
    problems: tuple[Problem, ...]

    @property
    def is_telling(self) -> bool:
        """Whether there is anything by which a reader could tell the property."""
        return any(self.values.get(name) for name in _TELLING)


_TELLING = (
    "object_number",
    "openimmo_id",
    "title",
    "object_type",
    "price",
    "rent",
    "rent_total",
    "living_area",
    "usable_area",
    "plot_area",
    "total_area",
    "street",
    "postal_code",
    "place",
    "description_object",
    "summary",
)


def listing_values(listing: Listing) -> ListingValues:
    """Translates `listing`; what does not fit a field is kept and named among the problems."""
    fitting: dict[str, Any] = {}
    kept = _kept(listing)
    problems: list[Problem] = []
    for name, value in _values(listing):
        field = Property._meta.get_field(name)
        assert isinstance(field, models.Field)
        fits, what = _fitted(field, value)
        if what:
            problems.append(problem(what, value=str(value), path=name))
            kept[f"immonaut/{name}"] = str(value)
        if what != _INVALID:
            fitting[name] = fits
    return ListingValues(fitting, kept, tuple(problems))


def _values(listing: Listing) -> Iterator[tuple[str, Any]]:
    for name, value in _all_values(listing):
        if value not in (None, "", [], frozenset()):
            yield name, value


def _all_values(listing: Listing) -> Iterator[tuple[str, Any]]:
    for name in SAME_NAME:
        yield name, getattr(listing, name)
    yield "price_on_request", listing.price_on_request or None
    yield "usage", [code for code in choices.Usage.values if code in listing.usage]
    yield "heating", sorted(listing.heating)
    yield "energy_carriers", sorted(listing.energy_carriers)
    if listing.rent is not None or listing.rent_total is not None:
        yield "rent_period", listing.rent_period
    for name, field in _ENERGY.items() if listing.energy else ():
        yield field, getattr(listing.energy, name)
    yield "status", _status(listing)


def _status(listing: Listing) -> str:
    if listing.action == "reference":
        return choices.Status.ARCHIVED
    return _STATUS.get(listing.sale_status, "")


def _fitted(field: "models.Field[Any, Any]", value: Any) -> tuple[Any, str]:
    """The value as the column takes it, and the code of what is wrong with it."""
    if isinstance(value, str) and field.max_length and len(value) > field.max_length:
        if field.choices:
            return None, _INVALID
        return value[: field.max_length - 1] + "…", _SHORTENED
    if isinstance(field, models.DecimalField):
        value = _rounded(Decimal(value), field.decimal_places)
    try:
        return field.clean(value, None), ""
    except ValidationError:
        return None, _INVALID


def _rounded(value: Decimal, places: int) -> Decimal:
    if not value.is_finite() or value.adjusted() > 20:
        return value
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _kept(listing: Listing) -> Kept:
    kept: Kept = {}
    for path, text in (*listing.kept, *_without_field(listing)):
        if path in kept:
            before = kept[path]
            kept[path] = [*(before if isinstance(before, list) else [before]), text]
        else:
            kept[path] = text
    return kept


def _without_field(listing: Listing) -> Iterator[tuple[str, str]]:
    if listing.changed_on:
        yield "verwaltung_techn/stand_vom", listing.changed_on.isoformat()
    if listing.heating_costs_included is not None:
        yield "preise/heizkosten_enthalten", _said(listing.heating_costs_included)
    if listing.object_type_original and not listing.object_subtype:
        yield "objektkategorie/objektart", listing.object_type_original
    for code in listing.marketing_types[1:]:
        yield "objektkategorie/vermarktungsart", code
    energy = asdict(listing.energy) if listing.energy else {}
    yield from _parts("zustand_angaben/energiepass", energy, _KEPT_ENERGY)
    person = asdict(listing.contact_person) if listing.contact_person else {}
    yield from _parts("kontaktperson", person, _KEPT_PERSON)
    for number, attachment in enumerate(listing.attachments, start=1):
        if attachment.external_url:
            yield f"anhaenge/anhang[{number}]/daten/pfad", attachment.external_url


def _parts(
    base: str, parts: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for name, path in names.items():
        if parts.get(name) not in (None, ""):
            yield f"{base}/{path}", _said(parts[name])


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
