"""What a property's coded fields may hold, and the words people see.

The codes are those of `properties.openimmo`, so that a feed needs no second translation.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a property stands in its marketing."""

    DRAFT = "draft", _("In Vorbereitung")
    ACTIVE = "active", _("Aktiv")
    RESERVED = "reserved", _("Reserviert")
    SOLD = "sold", _("Verkauft / vermietet")
    WITHDRAWN = "withdrawn", _("Zurückgezogen")
    ARCHIVED = "archived", _("Archiviert")


STATUS_TONES = {
    Status.DRAFT: "muted",
    Status.ACTIVE: "ok",
    Status.RESERVED: "warn",
    Status.SOLD: "info",
    Status.WITHDRAWN: "muted",
    Status.ARCHIVED: "muted",
}


class Usage(models.TextChoices):
    """What a property is used for; several at once are possible."""

    RESIDENTIAL = "residential", _("Wohnen")
    COMMERCIAL = "commercial", _("Gewerbe")
    INVESTMENT = "investment", _("Anlage")
    TEMPORARY_LIVING = "temporary_living", _("Wohnen auf Zeit")


class MarketingType(models.TextChoices):
    """How a property changes hands."""

    BUY = "buy", _("Kauf")
    RENT = "rent", _("Miete")
    LEASE = "lease", _("Pacht")
    LEASEHOLD = "leasehold", _("Erbpacht / Baurecht")
    LEASING = "leasing", _("Leasing")


# What is paid once; everything else is paid by the month.
PAID_ONCE = frozenset({MarketingType.BUY})


class ObjectType(models.TextChoices):
    """The kind of property."""

    APARTMENT = "apartment", _("Wohnung")
    HOUSE = "house", _("Haus")
    LAND = "land", _("Grundstück")
    ROOM = "room", _("Zimmer")
    OFFICE = "office", _("Büro / Praxis")
    RETAIL = "retail", _("Einzelhandel")
    HOSPITALITY = "hospitality", _("Gastgewerbe")
    WAREHOUSE = "warehouse", _("Halle / Lager / Produktion")
    AGRICULTURE = "agriculture", _("Land- und Forstwirtschaft")
    INVESTMENT = "investment", _("Zinshaus / Renditeobjekt")
    PARKING = "parking", _("Stellplatz / Garage")
    LEISURE = "leisure", _("Freizeitimmobilie")
    SPECIAL = "special", _("Sonstige")


class RentPeriod(models.TextChoices):
    """What a rent and its costs are paid for."""

    DAY = "day", _("Tag")
    WEEK = "week", _("Woche")
    MONTH = "month", _("Monat")
    YEAR = "year", _("Jahr")


class Condition(models.TextChoices):
    """The state a property is in."""

    FIRST_OCCUPANCY = "first_occupancy", _("Erstbezug")
    AS_NEW = "as_new", _("Neuwertig")
    WELL_KEPT = "well_kept", _("Gepflegt")
    MODERNISED = "modernised", _("Modernisiert")
    RENOVATED = "renovated", _("Renoviert")
    REFURBISHED = "refurbished", _("Saniert")
    PARTLY_REFURBISHED = "partly_refurbished", _("Teilsaniert")
    FULLY_REFURBISHED = "fully_refurbished", _("Vollsaniert")
    NEEDS_RENOVATION = "needs_renovation", _("Renovierungsbedürftig")
    NEEDS_REFURBISHMENT = "needs_refurbishment", _("Sanierungsbedürftig")
    DILAPIDATED = "dilapidated", _("Baufällig")
    SHELL = "shell", _("Rohbau")
    GUTTED = "gutted", _("Entkernt")
    FOR_DEMOLITION = "for_demolition", _("Abrissobjekt")
    PLANNED = "planned", _("Projektiert")
    BY_AGREEMENT = "by_agreement", _("Nach Vereinbarung")


class AgeClass(models.TextChoices):
    """Old or new building."""

    OLD = "old", _("Altbau")
    NEW = "new", _("Neubau")


class Quality(models.TextChoices):
    """How well a property is fitted out."""

    STANDARD = "standard", _("Standard")
    UPSCALE = "upscale", _("Gehoben")
    LUXURY = "luxury", _("Luxus")


class Development(models.TextChoices):
    """How far a plot is connected."""

    UNDEVELOPED = "undeveloped", _("Unerschlossen")
    PARTLY_DEVELOPED = "partly_developed", _("Teilerschlossen")
    DEVELOPED = "developed", _("Vollerschlossen")
    LOCALLY_DEVELOPED = "locally_developed", _("Ortsüblich erschlossen")


class Heating(models.TextChoices):
    """How a property is heated; several at once are possible."""

    CENTRAL = "central", _("Zentralheizung")
    DISTRICT = "district", _("Fernwärme")
    APARTMENT = "apartment_heating", _("Etagenheizung")
    UNDERFLOOR = "underfloor", _("Fußbodenheizung")
    STOVE = "stove", _("Ofenheizung")


class EnergyCarrier(models.TextChoices):
    """What the heating burns or draws on."""

    GAS = "gas", _("Gas")
    LIQUID_GAS = "liquid_gas", _("Flüssiggas")
    OIL = "oil", _("Öl")
    ELECTRICITY = "electricity", _("Strom")
    DISTRICT_HEATING = "district_heating", _("Fernwärme")
    PELLETS = "pellets", _("Pellets")
    WOOD = "wood", _("Holz")
    COAL = "coal", _("Kohle")
    SOLAR = "solar", _("Solar")
    GEOTHERMAL = "geothermal", _("Erdwärme")
    AIR_HEAT_PUMP = "air_heat_pump", _("Luft-Wärmepumpe")
    COMBINED = "combined_heat_and_power", _("Blockheizkraftwerk")
    WATER_ELECTRIC = "water_electric", _("Wasser-Elektro")
    ALTERNATIVE = "alternative", _("Alternativ")


class CertificateKind(models.TextChoices):
    """German certificates state demand or consumption (GEG § 79)."""

    DEMAND = "demand", _("Bedarfsausweis")
    CONSUMPTION = "consumption", _("Verbrauchsausweis")


class ImageKind(models.TextChoices):
    """What a picture shows."""

    PHOTO = "photo", _("Foto")
    INTERIOR = "interior", _("Innenansicht")
    EXTERIOR = "exterior", _("Außenansicht")
    FLOOR_PLAN = "floor_plan", _("Grundriss")
    SITE_PLAN = "site_plan", _("Lageplan")
    ENERGY = "energy", _("Energieskala")
    PANORAMA = "panorama", _("Panorama")
    OTHER = "other", _("Sonstiges")


class DocumentKind(models.TextChoices):
    """What a document is."""

    DOCUMENT = "document", _("Unterlage")
    FLOOR_PLAN = "floor_plan", _("Grundriss")
    SITE_PLAN = "site_plan", _("Lageplan")
    LAND_REGISTER = "land_register", _("Grundbuchauszug")
    ENERGY = "energy", _("Energieausweis")
    EXPOSE = "expose", _("Exposé")
    CONTRACT = "contract", _("Vertrag")
    OTHER = "other", _("Sonstiges")


class Visibility(models.TextChoices):
    """Whether a document may be shown to anybody or only by a link to chosen people."""

    PUBLIC = "public", _("Öffentlich")
    PROTECTED = "protected", _("Geschützt")
