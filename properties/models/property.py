"""One property that an agency markets."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from base.labels import Label
from properties import choices
from properties.features import FEATURES, feature_label
from properties.headline import asking_text, headline
from properties.models import fields, rules
from properties.models.media import PropertyImage
from properties.subtypes import subtype_label

# Columns computed from others: the record shows their sources instead.
DERIVED = (
    "sort_key",
    "place_key",
    "search_text",
    "amount",
    "imported_digest",
    "version",
    "updated_at",
    "last_activity_at",
    "deleted_by_feed",
)

ON_OFFER = (choices.Status.ACTIVE, choices.Status.RESERVED)

_KINDS = dict(choices.ObjectType.choices)


class PropertyQuerySet(AgencyQuerySet["Property"]):
    """Properties in the words of the office."""

    def present(self) -> PropertyQuerySet:
        """Properties that nobody has deleted."""
        return self.filter(deleted_at__isnull=True)

    def in_bin(self) -> PropertyQuerySet:
        """Deleted properties that can still be brought back."""
        return self.filter(deleted_at__isnull=False)

    def on_offer(self) -> PropertyQuerySet:
        """Properties that can be offered to a customer: active or reserved, not deleted."""
        return self.present().filter(status__in=ON_OFFER)

    def with_cover(self) -> PropertyQuerySet:
        """Brings each title picture along, in one query for all: what its address is made of."""
        images = self.model._meta.get_field("images").related_model
        pictures = images._default_manager.filter(deleted_at__isnull=True)
        first = pictures.only("property_id").order_by("position", "id")[:1]
        return self.prefetch_related(Prefetch("images", queryset=first, to_attr="cover_images"))


class Property(AgencyOwned):
    """A flat, house, plot …; deleting is soft.

    Money is in `currency`, rents and running costs per `rent_period`, areas are m², coordinates
    degrees (WGS 84). "" and None mean unknown.
    """

    object_number = fields.text(_("Objektnummer"), 60)
    openimmo_id = fields.text(_("OpenImmo-Kennung"), 200)
    status = models.CharField(
        _("Status"), max_length=30, choices=choices.Status, default=choices.Status.DRAFT
    )
    title = fields.text(_("Titel"), 300)
    usage = fields.codes(_("Nutzung"), choices.Usage)
    marketing_type = fields.choice(_("Vermarktung"), choices.MarketingType)
    object_type = fields.choice(_("Objektart"), choices.ObjectType)
    object_subtype = fields.text(_("Objekttyp"), 40)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("Zuständig"),
        related_name="+",
    )

    price = fields.money(_("Kaufpreis"))
    price_on_request = models.BooleanField(_("Preis auf Anfrage"), default=False)
    rent = fields.money(_("Miete (netto)"))
    rent_total = fields.money(_("Gesamtmiete"))
    rent_period = models.CharField(
        _("Miete je"), max_length=30, choices=choices.RentPeriod, default=choices.RentPeriod.MONTH
    )
    operating_costs = fields.money(_("Betriebskosten"))
    heating_costs = fields.money(_("Heizkosten"))
    service_charge = fields.money(_("Hausgeld"))
    deposit = fields.money(_("Kaution"))
    deposit_text = fields.text(_("Kaution (Text)"), 200)
    commission_text = fields.text(_("Provision"), 300)
    commission_due = models.BooleanField(_("Provisionspflichtig"), null=True, blank=True)
    currency = models.CharField(_("Währung"), max_length=3, default="EUR")

    living_area = fields.area(_("Wohnfläche"))
    usable_area = fields.area(_("Nutzfläche"))
    plot_area = fields.area(_("Grundfläche"))
    total_area = fields.area(_("Gesamtfläche"))
    rooms = fields.quantity(_("Zimmer"))
    bedrooms = fields.quantity(_("Schlafzimmer"))
    bathrooms = fields.quantity(_("Badezimmer"))
    toilets = fields.quantity(_("WCs"))
    parking_spaces = models.PositiveIntegerField(_("Stellplätze"), null=True, blank=True)
    floor = models.SmallIntegerField(
        _("Stockwerk"), null=True, blank=True, help_text=_("0 ist das Erdgeschoss.")
    )
    floors_total = models.PositiveSmallIntegerField(_("Stockwerke gesamt"), null=True, blank=True)
    year_built = models.PositiveSmallIntegerField(
        _("Baujahr"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2200)],
    )
    last_modernised = fields.text(_("Letzte Modernisierung"), 60)
    condition = fields.choice(pgettext_lazy("building", "Zustand"), choices.Condition)
    age_class = fields.choice(_("Alter"), choices.AgeClass)
    quality = fields.choice(_("Ausstattungsqualität"), choices.Quality)
    development = fields.choice(_("Erschließung"), choices.Development)

    street = fields.text(_("Straße"), 200)
    house_number = fields.text(_("Nr."), 30)
    postal_code = fields.text(_("PLZ"), 12)
    place = fields.text(_("Ort"), 120)
    district = fields.text(_("Ortsteil"), 120)
    region = fields.text(_("Bundesland"), 120)
    country = models.CharField(_("Land"), max_length=2, blank=True, default="")
    latitude = models.DecimalField(
        _("Breitengrad"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("Längengrad"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    address_public = models.BooleanField(_("Adresse veröffentlichen"), null=True, blank=True)

    features = ArrayField(
        models.CharField(max_length=40, choices=list(FEATURES.items())),
        verbose_name=_("Merkmale"),
        default=list,
        blank=True,
    )
    absent_features = ArrayField(
        models.CharField(max_length=40, choices=list(FEATURES.items())),
        verbose_name=_("Nicht vorhanden"),
        default=list,
        blank=True,
    )
    heating = fields.codes(_("Heizung"), choices.Heating)
    energy_carriers = fields.codes(_("Befeuerung"), choices.EnergyCarrier)
    # Austria states HWB and fGEE (EAVG 2012 § 3), Germany demand or consumption (GEG § 87).
    energy_kind = fields.choice(_("Art des Energieausweises"), choices.CertificateKind)
    energy_hwb = fields.quantity(_("HWB (kWh/m²a)"))
    energy_hwb_class = fields.text(_("HWB-Klasse"), 10)
    energy_fgee = fields.quantity(_("fGEE"))
    energy_fgee_class = fields.text(_("fGEE-Klasse"), 10)
    energy_demand = fields.quantity(_("Endenergiebedarf (kWh/m²a)"))
    energy_consumption = fields.quantity(_("Endenergieverbrauch (kWh/m²a)"))
    energy_class = fields.text(_("Energieeffizienzklasse"), 10)
    energy_carrier = fields.text(_("Wesentlicher Energieträger"), 120)
    energy_issued_on = models.DateField(_("Energieausweis vom"), null=True, blank=True)
    energy_valid_until = models.DateField(_("Energieausweis gültig bis"), null=True, blank=True)

    available_from = models.DateField(_("Verfügbar ab"), null=True, blank=True)
    available_from_text = fields.text(_("Verfügbar ab (Text)"), 200)
    available_until = models.DateField(_("Verfügbar bis"), null=True, blank=True)

    summary = fields.words(_("Kurzbeschreibung"))
    description_object = fields.words(_("Objektbeschreibung"))
    description_location = fields.words(_("Lage"))
    description_features = fields.words(_("Ausstattung"))
    description_other = fields.words(_("Sonstige Angaben"))

    # What a feed said beyond the fields above, by its own path: nothing is lost, exports use it.
    kept = models.JSONField(_("Zusatzangaben"), default=dict, blank=True, editable=False)

    deleted_at = models.DateTimeField(_("Gelöscht am"), null=True, blank=True, editable=False)
    # Whether its feed deleted it, not a person.
    deleted_by_feed = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("Angelegt am"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Geändert am"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    # Written by properties.record.services.derived: what lists sort by, show and search.
    sort_key = models.CharField(max_length=200, default="", editable=False)
    place_key = models.CharField(max_length=200, default="", editable=False)
    search_text = models.TextField(default="", editable=False)
    amount = models.DecimalField(
        _("Preis"), max_digits=14, decimal_places=2, null=True, editable=False
    )
    # Digest of the listing that was imported last: the same one again changes nothing.
    imported_digest = models.CharField(max_length=64, default="", editable=False)
    last_activity_at = models.DateTimeField(_("Zuletzt"), null=True, editable=False)

    objects: ClassVar[PropertyQuerySet] = PropertyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Immobilie")
        verbose_name_plural = _("Immobilien")
        constraints = rules.constraints()
        indexes = rules.indexes()
        triggers = [history("property", derived=DERIVED)]

    def __str__(self) -> str:
        return self.title or self.headline or self.object_number or str(_("Immobilie"))

    def get_absolute_url(self) -> str:
        return reverse("properties:detail", args=[self.pk])

    @property
    def headline(self) -> str:
        """What matters in one line: »349.000 € · 82 m² · 3 Zimmer · 8020 Graz«."""
        return headline(
            asking=self.asking_text,
            area=self.main_area,
            rooms=self.rooms,
            place=self.place_line,
        )

    @property
    def asking_text(self) -> str:
        """What is asked for, with its sign and period: »850,50 € / Monat«; "" when unknown."""
        return asking_text(self.asking, self.currency, self.period_label)

    @property
    def main_area(self) -> Decimal | None:
        """The area people ask for first: living, else usable, total, plot."""
        areas = (self.living_area, self.usable_area, self.total_area, self.plot_area)
        return next((area for area in areas if area is not None), None)

    @property
    def asking(self) -> Decimal | None:
        """The price or the rent, whichever is asked for; None when unknown or on request."""
        rent = self.rent_total if self.rent is None else self.rent
        first, second = (self.price, rent) if self.is_paid_once else (rent, self.price)
        return first if first is not None else second

    @property
    def is_paid_once(self) -> bool:
        """Whether a price is paid, not a rent."""
        if self.marketing_type in ("", choices.MarketingType.LEASEHOLD):
            return self.price is not None
        return self.marketing_type in choices.PAID_ONCE

    @property
    def period_label(self) -> Label:
        """What the asked rent is paid for (»Monat«), "" for a price."""
        if self.is_paid_once or self.asking is None or self.asking == self.price:
            return ""
        return choices.RentPeriod(self.rent_period).label

    @property
    def place_line(self) -> str:
        """Postal code and place."""
        return " ".join(filter(None, [self.postal_code, self.place]))

    @property
    def address_line(self) -> str:
        """Street, number, postal code and place."""
        street = " ".join(filter(None, [self.street, self.house_number]))
        return ", ".join(filter(None, [street, self.place_line]))

    @property
    def kind_label(self) -> str:
        """The finer kind where it is known, the kind otherwise."""
        finer = subtype_label(self.object_type, self.object_subtype)
        # A list asks for fifty; `get_object_type_display` makes a dictionary of all kinds for each.
        return str(finer or _KINDS.get(self.object_type, self.object_type))

    @property
    def status_tone(self) -> str:
        """The colour its status is shown in."""
        return choices.STATUS_TONES[choices.Status(self.status)]

    @property
    def feature_labels(self) -> list[str]:
        """What is there, in words."""
        return [str(feature_label(code)) for code in self.features]

    @cached_property
    def cover(self) -> PropertyImage | None:
        """The title picture; comes with `with_cover()`, is fetched otherwise."""
        found: list[PropertyImage] | None = getattr(self, "cover_images", None)
        if found is None:
            return self.images.present().select_related("stored").first()
        return found[0] if found else None
