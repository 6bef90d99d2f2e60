"""A small OpenImmo feed of our own: plausible properties in Vienna and Munich.

`sample_document` is the XML by itself, its pictures embedded; `sample_zip` the
archive that agency software sends, with pictures and a floor plan beside the XML.
"""

import base64
import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw


@dataclass(frozen=True)
class Place:
    """Where a sample property stands."""

    postal_code: str
    place: str
    country: str
    street: str
    latitude: str
    longitude: str


PLACES = (
    Place("1070", "Wien", "AUT", "Neubaugasse", "48.2019", "16.3492"),
    Place("80331", "München", "DEU", "Sendlinger Straße", "48.1348", "11.5686"),
    Place("8010", "Graz", "AUT", "Sporgasse", "47.0722", "15.4383"),
)


def sample_document(count: int = 3, *, first: int = 1, action: str = "CHANGE") -> bytes:
    """An OpenImmo 1.2.7 document with `count` properties numbered from `first`.

    Odd ones are flats for sale, even ones flats to let. Object numbers are
    ``MUSTER-001`` and so on, titles ``Musterwohnung 1``.
    """
    return _document(range(first, first + count), action, _embedded)


_DRAWN = datetime(2026, 1, 1, tzinfo=UTC)


def sample_zip(count: int = 3, *, first: int = 1, action: str = "CHANGE") -> bytes:
    """The same properties as a ZIP with two pictures and one PDF floor plan each."""
    numbers = range(first, first + count)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("openimmo.xml", _document(numbers, action, _beside))
        for number in numbers:
            archive.writestr(f"bilder/{number}-aussen.jpg", picture(number, "JPEG"))
            archive.writestr(f"bilder/{number}-wohnraum.png", picture(number + 100, "PNG"))
            archive.writestr(f"plaene/{number}-grundriss.pdf", plan())
    return buffer.getvalue()


def picture(seed: int, kind: str = "PNG") -> bytes:
    """A small drawn picture; the same `seed` gives the same one."""
    image = Image.new("RGB", (120, 80), (90 + seed * 37 % 120, 130 + seed * 17 % 90, 170))
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 35, 90, 75), fill=(240, 235, 220))
    draw.polygon([(25, 35), (60, 10), (95, 35)], fill=(150, 60, 50))
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def plan() -> bytes:
    """A one-page PDF."""
    page = Image.new("RGB", (200, 150), "white")
    ImageDraw.Draw(page).rectangle((20, 20, 180, 130), outline="black", width=3)
    buffer = io.BytesIO()
    # The same bytes whenever it is drawn: what is unchanged has to be recognised.
    page.save(buffer, "PDF", creationDate=_DRAWN.timetuple(), modDate=_DRAWN.timetuple())
    return buffer.getvalue()


def _document(numbers: range, action: str, attachments) -> bytes:
    listings = "".join(_listing(number, action, attachments(number)) for number in numbers)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<openimmo>
  <uebertragung art="ONLINE" umfang="TEIL" modus="CHANGE" version="1.2.7"
                sendersoftware="Mustersoftware" senderversion="4.2"/>
  <anbieter>
    <anbieternr>4711</anbieternr>
    <firma>Muster &amp; Partner Immobilien</firma>
    <openimmo_anid>MUSTER-ANID</openimmo_anid>{listings}
  </anbieter>
</openimmo>
""".encode()


def _listing(number: int, action: str, attachments: str) -> str:
    place = PLACES[(number - 1) % len(PLACES)]
    for_sale = number % 2 == 1
    area = Decimal("50.5") + 10 * number
    prices = (
        f"<kaufpreis>{200_000 + 25_000 * number}.00</kaufpreis>"
        if for_sale
        else f"<nettokaltmiete>{600 + 100 * number}.50</nettokaltmiete>"
        f"<warmmiete>{800 + 100 * number}.00</warmmiete><nebenkosten>150,00</nebenkosten>"
        "<kaution_text>3 Bruttomonatsmieten</kaution_text>"
    )
    return f"""
    <immobilie>
      <objektkategorie>
        <nutzungsart WOHNEN="true" GEWERBE="false"/>
        <vermarktungsart KAUF="{str(for_sale).lower()}" MIETE_PACHT="{str(not for_sale).lower()}"/>
        <objektart><wohnung wohnungtyp="{"DACHGESCHOSS" if for_sale else "ETAGE"}"/></objektart>
      </objektkategorie>
      <geo>
        <plz>{place.postal_code}</plz><ort>{escape(place.place)}</ort>
        <geokoordinaten breitengrad="{place.latitude}" laengengrad="{place.longitude}"/>
        <strasse>{escape(place.street)}</strasse><hausnummer>{number}</hausnummer>
        <land iso_land="{place.country}"/><etage>{number % 5}</etage>
      </geo>
      <kontaktperson>
        <email_direkt>muster@example.com</email_direkt><tel_durchw>+43 1 234567</tel_durchw>
        <name>Muster</name><vorname>Maria</vorname><firma>Muster &amp; Partner</firma>
      </kontaktperson>
      <preise>{prices}
        <aussen_courtage mit_mwst="true">3 % zzgl. USt.</aussen_courtage>
        <waehrung iso_waehrung="EUR"/>
      </preise>
      <flaechen>
        <wohnflaeche>{area}</wohnflaeche><anzahl_zimmer>{1 + number % 4}</anzahl_zimmer>
        <anzahl_badezimmer>1</anzahl_badezimmer><anzahl_balkone>{number % 2}</anzahl_balkone>
      </flaechen>
      <ausstattung>
        <kueche EBK="true"/><fahrstuhl PERSONEN="true"/>
        <unterkellert keller="{"JA" if for_sale else "NEIN"}"/>
        <user_defined_simplefield feldname="aussicht">Innenhof</user_defined_simplefield>
      </ausstattung>
      <zustand_angaben>
        <baujahr>{1900 + number}</baujahr><zustand zustand_art="GEPFLEGT"/>
        <energiepass>
          <epart>BEDARF</epart><gueltig_bis>2033-12-31</gueltig_bis>
          <hwbwert>{40 + number}.5</hwbwert><hwbklasse>B</hwbklasse>
          <fgeewert>0.85</fgeewert><fgeeklasse>A</fgeeklasse>
        </energiepass>
      </zustand_angaben>
      <freitexte>
        <objekttitel>Musterwohnung {number}</objekttitel>
        <lage>Ruhige Seitengasse, U-Bahn in 300 m.</lage>
        <objektbeschreibung>Helle Wohnung mit Blick ins Grüne.</objektbeschreibung>
      </freitexte>
      <anhaenge>{attachments}
      </anhaenge>
      <verwaltung_objekt>
        <verfuegbar_ab>01.07.2030</verfuegbar_ab><haustiere>true</haustiere>
      </verwaltung_objekt>
      <verwaltung_techn>
        <objektnr_extern>MUSTER-{number:03}</objektnr_extern>
        <aktion aktionart="{action}"/>
        <openimmo_obid>MUSTER-OBID-{number:03}</openimmo_obid>
      </verwaltung_techn>
    </immobilie>"""


def _embedded(number: int) -> str:
    content = base64.b64encode(picture(number)).decode()
    return _attachment("TITELBILD", "Außenansicht", f"<anhanginhalt>{content}</anhanginhalt>")


def _beside(number: int) -> str:
    return (
        _attachment("TITELBILD", "Außenansicht", f"<pfad>bilder/{number}-aussen.jpg</pfad>")
        + _attachment("BILD", "Wohnraum", f"<pfad>BILDER\\{number}-Wohnraum.PNG</pfad>")
        + _attachment("GRUNDRISS", "Grundriss", f"<pfad>plaene/{number}-grundriss.pdf</pfad>")
    )


def _attachment(group: str, title: str, content: str) -> str:
    return f"""
        <anhang location="EXTERN" gruppe="{group}">
          <anhangtitel>{escape(title)}</anhangtitel><format/><daten>{content}</daten>
        </anhang>"""
