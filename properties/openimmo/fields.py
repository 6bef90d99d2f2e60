"""Where in an OpenImmo document each of our fields stands, as tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from properties.openimmo import values, vocabulary
from properties.openimmo.leaves import Leaf, Leaves
from properties.openimmo.problems import Problem, problem
from properties.openimmo.values import Converter
from properties.openimmo.vocabulary import one_of


@dataclass(frozen=True)
class Field:
    """A field, the converter of its text and its places, the most trustworthy first."""

    name: str
    convert: Converter
    paths: tuple[str, ...]


def _fields(convert: Converter, **paths: str) -> Iterator[Field]:
    for name, places in paths.items():
        yield Field(name, convert, tuple(places.split()))


LISTING_FIELDS: tuple[Field, ...] = (
    *_fields(
        values.line,
        object_number="verwaltung_techn/objektnr_extern verwaltung_techn/objektnr_intern"
        " verwaltung_techn/openimmo_obid verwaltung_techn/immoxml_obid",
        openimmo_id="verwaltung_techn/openimmo_obid verwaltung_techn/immoxml_obid",
        title="freitexte/objekttitel",
        last_modernised="zustand_angaben/letztemodernisierung",
        commission_text="preise/aussen_courtage preise/courtage_hinweis",
        street="geo/strasse",
        house_number="geo/hausnummer",
        postal_code="geo/plz",
        place="geo/ort",
        district="geo/regionaler_zusatz",
        region="geo/bundesland",
        available_from_text="verwaltung_objekt/verfuegbar_ab",
    ),
    *_fields(values.phrase, deposit_text="preise/kaution_text preise/kaution"),
    *_fields(
        values.paragraphs,
        description_location="freitexte/lage",
        description_features="freitexte/ausstatt_beschr",
        description_object="freitexte/objektbeschreibung freitexte/objekt_text",
        description_other="freitexte/sonstige_angaben",
        summary="freitexte/dreizeiler",
    ),
    *_fields(
        values.price,
        price="preise/kaufpreis preise/kaufpreisbrutto preise/kaufpreisnetto preise/richtpreis",
    ),
    *_fields(
        values.amount,
        rent="preise/nettokaltmiete preise/kaltmiete preise/hauptmietzinsnetto"
        " preise/pauschalmiete preise/pacht",
        rent_total="preise/warmmiete preise/gesamtmietebrutto preise/gesamtbelastungbrutto",
        operating_costs="preise/nebenkosten preise/betriebskostennetto",
        heating_costs="preise/heizkosten preise/heizkostennetto",
        service_charge="preise/hausgeld",
    ),
    *_fields(values.money_or_words, deposit="preise/kaution"),
    *_fields(
        values.area,
        living_area="flaechen/wohnflaeche",
        usable_area="flaechen/nutzflaeche",
        plot_area="flaechen/grundstuecksflaeche",
        total_area="flaechen/gesamtflaeche",
    ),
    *_fields(
        values.count,
        rooms="flaechen/anzahl_zimmer",
        bedrooms="flaechen/anzahl_schlafzimmer",
        bathrooms="flaechen/anzahl_badezimmer",
        toilets="flaechen/anzahl_sep_wc",
    ),
    *_fields(
        values.whole_number,
        parking_spaces="flaechen/anzahl_stellplaetze",
        floors_total="geo/anzahl_etagen",
    ),
    *_fields(values.floor, floor="geo/etage"),
    *_fields(values.year, year_built="zustand_angaben/baujahr"),
    *_fields(
        values.truth,
        price_on_request="preise/kaufpreis/@auf_anfrage",
        heating_costs_included="preise/heizkosten_enthalten",
        commission_due="preise/provisionspflichtig",
        address_public="verwaltung_objekt/objektadresse_freigeben",
    ),
    *_fields(
        values.day,
        changed_on="verwaltung_techn/stand_vom",
        available_until="verwaltung_objekt/bisdatum",
    ),
    *_fields(
        values.day_if_any,
        available_from="verwaltung_objekt/abdatum verwaltung_objekt/verfuegbar_ab",
    ),
    *_fields(values.coordinate(90), latitude="geo/geokoordinaten/@breitengrad"),
    *_fields(values.coordinate(180), longitude="geo/geokoordinaten/@laengengrad"),
    *_fields(vocabulary.country, country="geo/land/@iso_land geo/land"),
    *_fields(vocabulary.currency, currency="preise/waehrung/@iso_waehrung preise/waehrung"),
    *_fields(one_of(vocabulary.PERIODS), rent_period="preise/preis_zeiteinheit/@zeiteinheit"),
    *_fields(one_of(vocabulary.CONDITIONS), condition="zustand_angaben/zustand/@zustand_art"),
    *_fields(one_of(vocabulary.AGES), age_class="zustand_angaben/alter/@alter_attr"),
    *_fields(one_of(vocabulary.QUALITIES), quality="ausstattung/ausstatt_kategorie"),
    *_fields(
        one_of(vocabulary.DEVELOPMENT), development="zustand_angaben/erschliessung/@erschl_attr"
    ),
    *_fields(one_of(vocabulary.SALE_STATUS), sale_status="zustand_angaben/verkaufstatus/@stand"),
)

_PERSON = "kontaktperson/"
CONTACT_FIELDS: tuple[Field, ...] = tuple(
    _fields(
        values.line,
        given_name=_PERSON + "vorname",
        family_name=_PERSON + "name",
        title=_PERSON + "titel",
        salutation=_PERSON + "anrede",
        position=_PERSON + "position",
        company=_PERSON + "firma",
        email="kontaktperson/email_direkt kontaktperson/email_zentrale kontaktperson/email_privat"
        " kontaktperson/email_feedback kontaktperson/email_sonstige",
        phone="kontaktperson/tel_durchw kontaktperson/tel_zentrale kontaktperson/tel_privat"
        " kontaktperson/tel_sonstige",
        mobile=_PERSON + "tel_handy",
        website=_PERSON + "url",
    )
)

# The 2014 certificate travelled in user-defined fields until 1.2.7 gave it elements.
_CERTIFICATE = "zustand_angaben/energiepass/"
_EARLY = "zustand_angaben/user_defined_simplefield[epass_{}]"


def _certificate(name: str, *more: str) -> str:
    return " ".join(
        [_CERTIFICATE + name, _EARLY.format(name), *(_CERTIFICATE + other for other in more)]
    )


ENERGY_FIELDS: tuple[Field, ...] = (
    *_fields(one_of(vocabulary.CERTIFICATE_KINDS), kind=_certificate("epart", "art")),
    *_fields(
        values.measure,
        hwb=_certificate("hwbwert"),
        fgee=_certificate("fgeewert"),
        demand=_certificate("endenergiebedarf", "energiebedarf"),
        consumption=_certificate("energieverbrauchkennwert"),
        electricity=_certificate("stromwert"),
        heat=_certificate("waermewert"),
    ),
    *_fields(
        values.line,
        hwb_class=_certificate("hwbklasse"),
        fgee_class=_certificate("fgeeklasse"),
        energy_class=_certificate("wertklasse"),
        carrier=_certificate("primaerenergietraeger"),
        vintage=_certificate("jahrgang"),
    ),
    *_fields(values.truth, includes_hot_water=_certificate("mitwarmwasser")),
    *_fields(values.last_day, valid_until=_certificate("gueltig_bis")),
    *_fields(values.day, issued_on=_certificate("ausstelldatum")),
    *_fields(values.year, year=_certificate("baujahr")),
    *_fields(one_of(vocabulary.BUILDING_KINDS), building_kind=_certificate("gebaeudeart")),
)

DOCUMENT_FIELDS: tuple[Field, ...] = (
    *_fields(
        values.line,
        sender_software="@sendersoftware",
        sender_version="@senderversion",
        format_version="@version",
        timestamp="@timestamp",
    ),
    *_fields(one_of(vocabulary.TRANSFER_KINDS), transfer_kind="@umfang"),
    *_fields(one_of(vocabulary.MODES), mode="@modus"),
)
PROVIDER_FIELDS: tuple[Field, ...] = tuple(
    _fields(
        values.line,
        provider_name="firma",
        provider_number="anbieternr",
        provider_id="openimmo_anid immoxml_anid",
    )
)


def read_fields(leaves: Leaves, table: tuple[Field, ...]) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of `table` about which `leaves` say something, and what is wrong."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in table:
        value = _first(leaves, field, problems)
        if value is not None and value != "":
            found[field.name] = value
    return found, problems


def _first(leaves: Leaves, field: Field, problems: list[Problem]) -> Any:
    for path in field.paths:
        leaf = leaves.get(path)
        if leaf is None:
            continue
        value = _converted(leaves, leaf, field.convert, problems)
        if value is not None and value != "":
            return value
    return None


def _converted(leaves: Leaves, leaf: Leaf, convert: Converter, problems: list[Problem]) -> Any:
    converted = convert(leaf.text)
    if converted.note:
        problems.append(problem(converted.note, value=leaf.text.strip(), path=leaf.path))
    if converted.whole:
        leaves.use(leaf)
    return converted.value
