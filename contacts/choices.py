"""What a contact's coded fields may hold, and the words people see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    """What a contact is."""

    PERSON = "person", _("Person")
    COUPLE = "couple", _("Paar")
    COMPANY = "company", _("Firma")


class Salutation(models.TextChoices):
    """How a person is addressed."""

    MS = "ms", _("Frau")
    MR = "mr", _("Herr")
    DIVERS = "divers", _("Divers")
    FAMILY = "family", _("Familie")


class ContactRole(models.TextChoices):
    """What a contact is to the agency; several at once are possible."""

    PROSPECT = "prospect", _("Interessent")
    OWNER = "owner", _("Eigentümer")
    MANAGER = "manager", _("Verwalter")
    TENANT = "tenant", _("Mieter")
    BUYER = "buyer", _("Käufer")
    SELLER = "seller", _("Verkäufer")
    DEVELOPER = "developer", _("Bauträger")
    SERVICE = "service", _("Dienstleister")
    REFERRER = "referrer", _("Tippgeber")


FEMALE_ROLES = {
    ContactRole.PROSPECT: _("Interessentin"),
    ContactRole.OWNER: _("Eigentümerin"),
    ContactRole.MANAGER: _("Verwalterin"),
    ContactRole.TENANT: _("Mieterin"),
    ContactRole.BUYER: _("Käuferin"),
    ContactRole.SELLER: _("Verkäuferin"),
    ContactRole.DEVELOPER: _("Bauträgerin"),
    ContactRole.SERVICE: _("Dienstleisterin"),
    ContactRole.REFERRER: _("Tippgeberin"),
}


class Status(models.TextChoices):
    """How warm the relation is."""

    NEW = "new", _("Neu")
    ACTIVE = "active", _("Aktiv")
    DORMANT = "dormant", _("Ruhend")
    CLOSED = "closed", _("Abgeschlossen")


class Source(models.TextChoices):
    """Where a contact came from."""

    PORTAL = "portal", _("Portal")
    WEBSITE = "website", _("Website")
    REFERRAL = "referral", _("Empfehlung")
    WALK_IN = "walk_in", _("Büro")
    PHONE = "phone", _("Telefon")
    EVENT = "event", _("Veranstaltung")
    IMPORT = "import", _("Import")
    OTHER = "other", _("Sonstige")


class PhoneKind(models.TextChoices):
    """What a number reaches."""

    MOBILE = "mobile", _("Mobil")
    HOME = "home", _("Festnetz")
    WORK = "work", _("Büro")
    FAX = "fax", _("Fax")
    OTHER = "other", _("Sonstige")


class ReachKind(models.TextChoices):
    """Where an e-mail address or a postal address belongs."""

    PRIVATE = "private", _("Privat")
    WORK = "work", _("Geschäftlich")
    OTHER = "other", _("Sonstige")


class IdentityDocument(models.TextChoices):
    """Documents that identify a person (GewO § 365o, GwG § 12)."""

    PASSPORT = "passport", _("Reisepass")
    IDENTITY_CARD = "identity_card", _("Personalausweis")
    DRIVING_LICENCE = "driving_licence", _("Führerschein")
    RESIDENCE_PERMIT = "residence_permit", _("Aufenthaltstitel")
    CONVENTION_PASSPORT = "convention_passport", _("Konventionsreisepass")
    ALIEN_PASSPORT = "alien_passport", _("Fremdenpass")


class PoliticalExposure(models.TextChoices):
    """What a person declared in writing (GewO §§ 365m–z, GwG § 1 Abs. 12–14)."""

    NO = "no", _("Nein")
    SELF = "self", _("Ja, selbst")
    RELATED = "related", _("Ja, Familienmitglied oder nahestehend")


class Acting(models.TextChoices):
    """For whom somebody acts (GewO §§ 365m–z, GwG § 10 Abs. 1)."""

    OWN = "own", _("Auf eigene Rechnung")
    OTHER = "other", _("Für eine andere Person")


class FilePurpose(models.TextChoices):
    """What a contact's file is there for; copies of an ID are never offered for sharing."""

    PERSONAL = "personal", _("Persönliche Datei")
    IDENTITY = "identity", _("Ausweiskopie")


class ConsentChannel(models.TextChoices):
    """By what means somebody may be contacted (UWG § 7 Abs. 2, TKG 2021 § 174)."""

    EMAIL = "email", _("E-Mail")
    PHONE = "phone", _("Telefon")
    POST = "post", _("Post")
    MESSENGER = "messenger", _("Messenger")


class ConsentPurpose(models.TextChoices):
    """What somebody may be contacted for (DSGVO Art. 5 Abs. 1 lit. b)."""

    OFFERS = "offers", _("Immobilienangebote")
    NEWS = "news", _("Newsletter und Werbung")
    SURVEY = "survey", _("Bewertung und Umfragen")
    OTHER = "other", _("Sonstiges")


class ConsentMethod(models.TextChoices):
    """How a consent was given."""

    WRITTEN = "written", _("Schriftlich")
    SPOKEN = "spoken", _("Mündlich")
    EMAIL = "email", _("Per E-Mail")
    ONLINE = "online", _("Online bestätigt")


# Names as registers write them: they are the same in every language.
LEGAL_FORMS = {
    "AT": (
        "Einzelunternehmen",
        "e.U.",
        "GesbR",
        "OG",
        "KG",
        "GmbH & Co KG",
        "GmbH",
        "FlexCo",
        "AG",
        "SE",
        "Genossenschaft",
        "SCE",
        "Privatstiftung",
        "Verein",
        "Sparkasse",
        "EWIV",
        "ARGE",
        "Versicherungsverein",
        "Körperschaft öffentlichen Rechts",
        "ausländische Rechtsform",
    ),
    "DE": (
        "Einzelunternehmen",
        "e.K.",
        "GbR",
        "eGbR",
        "OHG",
        "KG",
        "GmbH & Co. KG",
        "PartG",
        "PartG mbB",
        "UG (haftungsbeschränkt)",
        "GmbH",
        "AG",
        "KGaA",
        "SE",
        "eG",
        "e.V.",
        "Stiftung",
        "KdöR",
        "AöR",
        "WEG",
        "Erbengemeinschaft",
    ),
}
