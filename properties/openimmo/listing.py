"""A property as an OpenImmo document describes it, in our own words.

Every code is English and stable; the tables that translate OpenImmo's own words
are in `vocabulary` and `features`. Unknown text is ``""``, an unknown number or
date ``None``: a document that says ``0`` for an area or a price says nothing.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from properties.openimmo.problems import Problem


@dataclass(frozen=True)
class Attachment:
    """A picture, plan, document or link of a property.

    Exactly one of `data` and `external_url` is set when the attachment is usable;
    otherwise `problem` says why it is not. An external address is never fetched.
    `media_type` is what the document claims or the name suggests, never verified.
    `file_name` has no folder and is safe to show.
    """

    group: str = "other"
    title: str = ""
    media_type: str = ""
    file_name: str = ""
    data: bytes | None = None
    external_url: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class ContactPerson:
    """Whom the feed names as the one to ask about a property."""

    name: str = ""
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    salutation: str = ""
    position: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    website: str = ""


@dataclass(frozen=True)
class Energy:
    """The energy certificate (Austria: EAVG 2012; Germany: GEG §§ 79 ff., § 87).

    `kind` is ``demand`` or ``consumption`` (Germany). `hwb` (Heizwärmebedarf),
    `demand`, `consumption`, `electricity` and `heat` are kWh per m² and year;
    `fgee` (Gesamtenergieeffizienz-Faktor) has no unit.
    """

    kind: str = ""
    hwb: Decimal | None = None
    hwb_class: str = ""
    fgee: Decimal | None = None
    fgee_class: str = ""
    demand: Decimal | None = None
    consumption: Decimal | None = None
    electricity: Decimal | None = None
    heat: Decimal | None = None
    energy_class: str = ""
    carrier: str = ""
    includes_hot_water: bool | None = None
    valid_until: date | None = None
    issued_on: date | None = None
    year: int | None = None
    vintage: str = ""
    building_kind: str = ""


@dataclass(frozen=True)
class Listing:
    """One property of a feed.

    Money is in `currency`, rents and costs per `rent_period`, areas are m²,
    coordinates degrees (WGS 84). `index` counts from 0 through the whole file.
    """

    index: int = 0
    # What it is called and what to do with it
    object_number: str = ""
    openimmo_id: str = ""
    action: str = "change"  # change, delete, reference
    changed_on: date | None = None
    title: str = ""
    # What it is
    usage: frozenset[str] = frozenset()  # residential, commercial, investment, temporary_living
    marketing_types: tuple[str, ...] = ()  # buy, rent, lease, leasehold, leasing
    object_type: str = ""
    object_subtype: str = ""
    object_type_original: str = ""  # e.g. "wohnung/DACHGESCHOSS"
    sale_status: str = ""  # open, reserved, sold
    # What it costs
    price: Decimal | None = None
    price_on_request: bool = False
    rent: Decimal | None = None
    rent_total: Decimal | None = None
    rent_period: str = "month"  # day, week, month, year
    operating_costs: Decimal | None = None
    heating_costs: Decimal | None = None
    heating_costs_included: bool | None = None
    service_charge: Decimal | None = None  # Hausgeld
    deposit: Decimal | None = None
    deposit_text: str = ""
    commission_text: str = ""
    commission_due: bool | None = None
    currency: str = "EUR"
    # How large it is
    living_area: Decimal | None = None
    usable_area: Decimal | None = None
    plot_area: Decimal | None = None
    total_area: Decimal | None = None
    rooms: Decimal | None = None
    bedrooms: Decimal | None = None
    bathrooms: Decimal | None = None
    toilets: Decimal | None = None
    parking_spaces: int | None = None
    floor: int | None = None  # 0 is the ground floor
    floors_total: int | None = None
    # In what state
    year_built: int | None = None
    last_modernised: str = ""
    condition: str = ""
    age_class: str = ""  # old, new
    quality: str = ""  # standard, upscale, luxury
    development: str = ""  # undeveloped, partly_developed, developed, locally_developed
    # Where
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    place: str = ""
    district: str = ""
    region: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    address_public: bool | None = None
    # What it has
    features: frozenset[str] = frozenset()
    features_absent: frozenset[str] = frozenset()  # the document says explicitly: no
    heating: frozenset[str] = frozenset()
    energy_carriers: frozenset[str] = frozenset()
    energy: Energy | None = None
    # When
    available_from: date | None = None
    available_from_text: str = ""
    available_until: date | None = None
    # In words
    description_location: str = ""
    description_features: str = ""
    description_object: str = ""
    description_other: str = ""
    summary: str = ""
    # With whom and with what
    contact_person: ContactPerson | None = None
    attachments: tuple[Attachment, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def marketing_type(self) -> str:
        """The first way it is marketed, ``""`` when the document names none."""
        return self.marketing_types[0] if self.marketing_types else ""
