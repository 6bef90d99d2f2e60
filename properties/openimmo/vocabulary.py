"""OpenImmo's enumerations (1.1 to 1.2.7) and the codes they have here.

Facts of the exchange format. Words are compared upper-case with ``_`` for ``-`` and
spaces (see `word`).
"""

from collections.abc import Mapping

from babel import Locale
from babel.core import get_global

from properties.openimmo.values import Converted, Converter

Table = Mapping[str, str]

_UMLAUTS = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "-": "_", " ": "_"})


def word(text: str) -> str:
    """`text` as the tables spell it."""
    return text.strip().upper().translate(_UMLAUTS)


def one_of(table: Table) -> Converter:
    """A converter to a code of `table`; an unknown word is noted and kept."""

    def convert(text: str) -> Converted:
        if not text.strip():
            return Converted("")
        code = table.get(word(text))
        return Converted("", "unknown_value", whole=False) if code is None else Converted(code)

    return convert


ACTIONS: Table = {
    "": "change",
    "CHANGE": "change",
    "NEW": "change",
    "ADD": "change",
    "UPDATE": "change",
    "INSERT": "change",
    "DELETE": "delete",
    "REMOVE": "delete",
    "REFERENZ": "reference",
    "REFERENCE": "reference",
}
TRANSFER_KINDS: Table = {"VOLL": "full", "TEIL": "partial"}
MODES: Table = {"NEW": "new", "CHANGE": "change", "DELETE": "delete"}
PERIODS: Table = {"TAG": "day", "WOCHE": "week", "MONAT": "month", "JAHR": "year"}
SALE_STATUS: Table = {"OFFEN": "open", "RESERVIERT": "reserved", "VERKAUFT": "sold"}
AGES: Table = {"ALTBAU": "old", "NEUBAU": "new"}
QUALITIES: Table = {"STANDARD": "standard", "GEHOBEN": "upscale", "LUXUS": "luxury"}
DEVELOPMENT: Table = {
    "UNERSCHLOSSEN": "undeveloped",
    "TEILERSCHLOSSEN": "partly_developed",
    "VOLLERSCHLOSSEN": "developed",
    "ORTSUEBLICHERSCHLOSSEN": "locally_developed",
}
CONDITIONS: Table = {
    "ERSTBEZUG": "first_occupancy",
    "TEIL_VOLLRENOVIERUNGSBED": "needs_renovation",
    "NEUWERTIG": "as_new",
    "TEIL_VOLLSANIERT": "refurbished",
    "TEIL_VOLLRENOVIERT": "renovated",
    "TEIL_SANIERT": "partly_refurbished",
    "VOLL_SANIERT": "fully_refurbished",
    "SANIERUNGSBEDUERFTIG": "needs_refurbishment",
    "BAUFAELLIG": "dilapidated",
    "NACH_VEREINBARUNG": "by_agreement",
    "MODERNISIERT": "modernised",
    "GEPFLEGT": "well_kept",
    "ROHBAU": "shell",
    "ENTKERNT": "gutted",
    "ABRISSOBJEKT": "for_demolition",
    "PROJEKTIERT": "planned",
}
CERTIFICATE_KINDS: Table = {"BEDARF": "demand", "VERBRAUCH": "consumption"}
BUILDING_KINDS: Table = {"WOHN": "residential", "NICHTWOHN": "non_residential"}

ATTACHMENT_GROUPS: Table = {
    "TITELBILD": "image_title",
    "BILD": "image",
    "INNENANSICHTEN": "image_interior",
    "AUSSENANSICHTEN": "image_exterior",
    "GRUNDRISS": "floor_plan",
    "KARTEN_LAGEPLAN": "site_plan",
    "ANBIETERLOGO": "provider_logo",
    "DOKUMENTE": "document",
    "LINKS": "link",
    "PANORAMA": "panorama",
    "QRCODE": "qr_code",
    "FILM": "video",
    "FILMLINK": "video_link",
    "EPASS_SKALA": "energy",
    "ANBOBJURL": "listing_link",
}

# Attributes of nutzungsart and vermarktungsart in the order in which they are shown.
USAGES: Table = {
    "wohnen": "residential",
    "gewerbe": "commercial",
    "anlage": "investment",
    "waz": "temporary_living",  # Wohnen auf Zeit
}
MARKETING_TYPES: Table = {
    "kauf": "buy",
    "miete_pacht": "rent",
    "miete": "rent",
    "pacht": "lease",
    "erbpacht": "leasehold",
    "leasing": "leasing",
}

# Media types by file extension, which is also how feeds write ``format``.
MEDIA_TYPES: Table = {
    "JPG": "image/jpeg",
    "JPEG": "image/jpeg",
    "JPE": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIF": "image/tiff",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
    "HEIC": "image/heic",
    "PDF": "application/pdf",
    "DOC": "application/msword",
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "XLS": "application/vnd.ms-excel",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "TXT": "text/plain",
    "HTM": "text/html",
    "HTML": "text/html",
    "SVG": "image/svg+xml",
    "MP4": "video/mp4",
    "AVI": "video/x-msvideo",
    "MOV": "video/quicktime",
    "MPG": "video/mpeg",
    "MPEG": "video/mpeg",
}

_COUNTRY_SHORT: Table = {"A": "AT", "D": "DE", "CH": "CH", "FL": "LI", "I": "IT", "H": "HU"}
_COUNTRY_NAMES: Table = {
    word(name): code
    for language in ("en", "de")
    for code, name in Locale(language).territories.items()
    if len(code) == 2
}
_ALPHA_3: Mapping[str, list[str]] = get_global("territory_aliases")


def country(text: str) -> Converted:
    """ISO 3166-1 alpha-2 from alpha-3 (``AUT``), alpha-2, a car sign or a name."""
    name = word(text)
    if not name:
        return Converted("")
    known = _COUNTRY_SHORT.get(name) or _COUNTRY_NAMES.get(name) or _by_code(name)
    return Converted(known) if known else Converted("", "unknown_value", whole=False)


def _by_code(code: str) -> str:
    if len(code) == 2 and code in _COUNTRY_NAMES.values():
        return code
    successors = _ALPHA_3.get(code, []) if len(code) == 3 else []
    return successors[0] if len(successors) == 1 else ""


_CURRENCY_SIGNS: Table = {"€": "EUR", "EURO": "EUR", "SFR": "CHF", "FR": "CHF", "$": "USD"}


def currency(text: str) -> Converted:
    """ISO 4217 code, also from the usual signs."""
    name = word(text)
    code = _CURRENCY_SIGNS.get(name, name)
    if not code or (len(code) == 3 and code.isascii() and code.isalpha()):
        return Converted(code)
    return Converted("", "unknown_value", whole=False)
