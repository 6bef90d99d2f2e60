"""Guesses from the headings of a table which column is which field.

Knows what Outlook (German, English), Google, onOffice, Propstack, FLOWFACT and Justimmo call
their columns, and the usual words of hand-made tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from contacts.duplicates.normalise import fold
from contacts.tables.fields import FIELDS, NOTE, SKIP

_WORDS: Final = {
    "salutation": "Anrede; Geschlecht; Gender; Sex; Salutation; Mr/Ms; Anredeart",
    "title": "Titel; Title; Akad. Titel; Akademischer Titel; Titel vorangestellt; Name Prefix; "
    "Prefix; Namenspräfix; title_before; Titel vor; Titel 1",
    "given_name": "Vorname; First Name; Given Name; Vornamen; Forename; Rufname; fname",
    "additional_names": "Weitere Vornamen; Middle Name; Additional Name; Zweiter Vorname; "
    "2. Vorname; Middle Names",
    "family_name": "Nachname; Last Name; Family Name; Surname; Familienname; Zuname; lname; "
    "Name 1; Name1",
    "full_name": "Ganzer Name; Full Name; Display Name; Anzeigename; Vor- und Nachname; "
    "Vorname Nachname; Kontaktname; Contact Name; Kunde; Kontakt; Ansprechpartner; "
    "Name Vorname; Nachname Vorname; Eigentümer; Interessent",
    "title_after": "Titel nachgestellt; Suffix; Name Suffix; Namenssuffix; title_after; "
    "Titel nach; Titel 2",
    "birth_name": "Geburtsname; Mädchenname; Maiden Name; Birth Name; geborene",
    "birth_date": "Geburtsdatum; Geburtstag; Birthday; Birth Date; Date of Birth; dob; Geb.-Datum; "
    "Geb.Dat; geb am; geboren am; geb.; Birthdate; Gebdat",
    "birth_place": "Geburtsort; Birth Place; Place of Birth",
    "nationality": "Staatsangehörigkeit; Nationalität; Nationality; Staatsbürgerschaft; "
    "Citizenship",
    "language": "Sprache; Language; Korrespondenzsprache",
    "kind": "Art des Kontakts; Kontaktart; Kontakttyp; Personenart; Art; Typ; Type; Adresstyp; "
    "Kind",
    "company": "Firma; Firmenname; Company; Company Name; Organisation; Organization; "
    "Unternehmen; Organization Name; Organization 1 Name; Firmenbezeichnung; Firma 1",
    "legal_form": "Rechtsform; Legal Form; Gesellschaftsform",
    "position": "Position; Job Title; Organization Title; Funktion; Beruf; Organization 1 Title; "
    "Berufsbezeichnung; Stellung; Occupation; Profession",
    "department": "Abteilung; Department; Organization Department; Organization 1 Department",
    "vat_id": "UID; UID-Nummer; UID-Nr; USt-IdNr.; USt-ID; UStID; VAT ID; Umsatzsteuer-ID; ATU; "
    "VAT Number; UID / USt-IdNr.",
    "tax_number": "Steuernummer; Tax Number; Steuernr",
    "register_number": "Firmenbuchnummer; Handelsregisternummer; FN; HRB; Firmenbuch; FB-Nr; "
    "HR-Nummer; Register Number; Handelsregister; Firmenbuch- / Handelsregisternummer",
    "register_court": "Registergericht; Firmenbuchgericht; Amtsgericht; Register Court; Gericht",
    "phone_label": "Phone 1 Label; Phone 1 Type",
    "email_label": "E-mail 1 Label; E-mail 1 Type",
    "website": "Website; Webseite; Web Page; Homepage; URL; Internet; www; Website 1 Value; Web",
    "external_id": "id; external_id; rec_id; Fremdschlüssel; Kundennummer; Kundennr; KdNr; "
    "Kunden-Nr.; Datensatznr; Datensatznummer; Kontaktnummer; Adressnummer; Customer ID; "
    "Contact ID; Nr; Nummer; Kennung; Externe ID; uid extern; Record ID; Kunden-ID; Kontakt-ID",
    "roles": "Rolle; Rollen; Role; Roles; Kundentyp; Beziehung; Kategorie Kontakt",
    "tags": "Schlagwörter; Schlagworte; Tags; Labels; Kategorien; Categories; Kategorie; Category; "
    "Group Membership; Merkmale; Gruppen; Gruppe; Stichworte; Labels",
    "source": "Herkunft; Quelle; Source; Lead Source; Lead-Quelle; Herkunft Kontakt; Leadquelle",
    "status": "Status; Kundenstatus; Kontaktstatus",
    "rating": "Bewertung; Rating; Priorität; ABC; Sterne",
    "is_business": "Unternehmer; Business",
    "do_not_contact": "Nicht kontaktieren; Kontaktsperre; Werbesperre; Do not contact; Gesperrt",
    "account_holder": "Kontoinhaber; Account Holder",
    "iban": "IBAN; Kontonummer IBAN; Bankverbindung",
    "bic": "BIC; SWIFT; BIC/SWIFT",
    "bank_name": "Bank; Bankname; Kreditinstitut; Bank Name",
    "id_kind": "Ausweisart; Ausweis-Art; Ausweistyp; ID Type",
    "id_number": "Ausweisnummer; Ausweisnr; Passnummer; ID Number; Passport Number; "
    "Personalausweisnummer; Reisepassnummer; Ausweis",
    "id_authority": "Ausstellende Behörde; Ausstellungsbehörde; Ausgestellt von",
    "id_issued_on": "Ausgestellt am; Ausstellungsdatum",
    "id_valid_until": "Gültig bis; Ausweis gültig bis; Ablaufdatum",
    "remarks": "Bemerkungen; Bemerkung; Notizen; Notiz; Notes; Note; Anmerkungen; Anmerkung; "
    "Remarks; Kommentar; Kommentare; Comments; Comment; Info; Memo; Beschreibung",
    "postal_place": "PLZ/Ort; PLZ Ort; PLZ und Ort; Postleitzahl Ort; PLZ, Ort",
    "address_extra": "Adresszusatz; Zusatz; address_2; Address Line 2; Extended Address; c/o; "
    "Straße 2; Street 2; PO Box; Postfach; Adresszeile 2; Street Address 2",
    SKIP: "File As; Photo; Phonetic First Name; Phonetic Middle Name; Phonetic Last Name; "
    "E-Mail-Typ; E-Mail: Angezeigter Name; E-mail Type; E-mail Display Name; Name Yomi; "
    "Given Name Yomi; Additional Name Yomi; Family Name Yomi; E-Mail 2: Typ; E-mail 2 Type; "
    "E-Mail 2: Angezeigter Name; E-mail 2 Display Name; E-mail 3 Display Name; Mutations; "
    "Address 1 Formatted; Briefanrede; Priority; Priorität Outlook; Sensitivity; Privat",
}

#: Nouns that a qualifier may stand beside: »Straße geschäftlich«, »Business Street«.
_NOUNS: Final = {
    "street": "Straße; Strasse; Street; Street Name; Straßenname; address_1; Address; Adresse; "
    "Anschrift; Address Line 1; Street Address; Straße und Hausnummer; Straße Nr; Adresszeile 1; "
    "Straße/Nr; Straße Hausnummer; Str",
    "house_number": "Hausnummer; House Number; House No; Hausnr; Nr.; Street Number; HNr; Haus-Nr.",
    "staircase": "Stiege; Staircase; Stg",
    "floor": "Stock; Floor; Etage; Stockwerk; Geschoss",
    "door": "Tür; Top; Door; Türnummer; Top Nr",
    "address_extra": "Zusatz; Extended Address; PO Box; Postfach; Adresszusatz",
    "postal_code": "PLZ; Postleitzahl; Postal Code; Postcode; ZIP; ZIP Code; Zip/Postal Code",
    "place": "Ort; Stadt; City; Place; Town; Suburb; Municipality; Wohnort; Gemeinde; Locality; "
    "Ortschaft",
    "region": "Region; State; Bundesland; Province; Bundesland/Kanton; State/Province; Kanton; "
    "Bundesland / Region",
    "country": "Land; Country; Land/Region; Country/Region; Ländercode; Country Code; Staat",
    "phone": "Telefon; Phone; Telephone; Tel; Telefonnummer; Phone Number; Telefonnr; Rufnummer; "
    "Haupttelefon; Primary Phone; Telefon Zentrale; Main Phone; Fon; Festnetz",
    "phone_mobile": "Mobil; Mobiltelefon; Mobile; Mobile Phone; Handy; Cell; Cell Phone; "
    "Mobilnummer; Handynummer; Telefon mobil; Phone Mobile; Tel mobil; Mobile Number; Autotelefon; "
    "Car Phone",
    "phone_fax": "Fax; Telefax; Fax Number; Faxnummer",
    "email": "E-Mail; Email; Mail; E-Mail-Adresse; Email Address; Mailadresse; E-mail Value; "
    "E-Mail Adresse",
}

_WORK: Final = frozenset(
    "geschaftlich business work firma company buro dienstlich office geschaft arbeit".split()
)
_HOME: Final = frozenset("privat private home zuhause priv wohnung".split())
_OTHER: Final = frozenset(
    "weitere weiteres weiterer other sonstige sonstiges sonstiger alt".split()
)
_FILLERS: Final = frozenset(fold("value wert nr").split())
_ADDRESS: Final = frozenset(
    "street house_number staircase floor door address_extra postal_code place region "
    "country".split()
)
_REACH: Final = {
    ("phone", "work"): "phone_work",
    ("phone", "home"): "phone_home",
    ("phone", "other"): "phone_other",
    ("email", "work"): "email_work",
    ("email", "other"): "email_other",
}


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


_BY_WORD: Final = {
    _key(word): field for field, words in _WORDS.items() for word in words.split(";")
}
_BY_NOUN: Final = {
    _key(word): field for field, words in _NOUNS.items() for word in words.split(";")
}
_BY_CODE: Final = {_key(code): code for code in FIELDS}


def guess(headings: Sequence[str]) -> list[str]:
    """For each heading a field's code, `note` where it is unknown; a single field once."""
    fields: list[str] = []
    for heading in headings:
        found = field_of(heading) or NOTE
        taken = found in fields and found in FIELDS and not FIELDS[found].many
        fields.append(NOTE if taken else found)
    return _with_context(fields, headings)


def _with_context(fields: list[str], headings: Sequence[str]) -> list[str]:
    """»Name« is the family name beside a first name, and the whole name alone."""
    has_first = "given_name" in fields
    for place, heading in enumerate(headings):
        if _key(heading) == "name" and "family_name" not in fields:
            fields[place] = "family_name" if has_first else "full_name"
        elif _key(heading) == "name":
            fields[place] = NOTE if "full_name" in fields or has_first else "full_name"
    if "full_name" in fields and has_first and "family_name" in fields:
        fields[fields.index("full_name")] = NOTE
    return fields


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str:
    """The field that a heading names by itself, or nothing."""
    key = _key(heading)
    if key == "name":
        return "full_name"
    exact = _BY_CODE.get(key) or _BY_WORD.get(key) or _BY_NOUN.get(key)
    return exact or _numbered(heading) or _composed(heading)


def _numbered(heading: str) -> str:
    """»E-mail 2 - Type«: as for the first; »Address 2 - City«: of the second address."""
    found = re.fullmatch(r"(.*?)\s*([2-9])\b\s*(.*)", fold(heading))
    if not found:
        return ""
    before, number, after = found.groups()
    first = _key(f"{before} 1 {after}")
    if first in _BY_WORD and FIELDS.get(_BY_WORD[first], None) and FIELDS[_BY_WORD[first]].many:
        return _BY_WORD[first]
    part = _BY_NOUN.get(_key(after))
    if before in ("address", "adresse") and part in _ADDRESS:
        return f"work_{part}" if number == "2" and f"work_{part}" in FIELDS else ""
    return ""


def _composed(heading: str) -> str:
    """A noun with or without qualifier, number and filler: »Telefon privat 2«."""
    words = [word for word in re.sub(r"\d+", " ", fold(heading)).split() if word not in _FILLERS]
    if words[:1] in (["address"], ["adresse"]) and len(words) > 1:
        words = words[1:]
    for name, qualifiers in (("work", _WORK), ("home", _HOME), ("other", _OTHER)):
        rest = [word for word in words if word not in qualifiers]
        if rest and len(rest) < len(words):
            return _qualified(_BY_NOUN.get("".join(rest), ""), name, heading)
    noun = "".join(words)
    field = _BY_NOUN.get(noun) or _BY_WORD.get(noun, "")
    return (
        field if (field in FIELDS and FIELDS[field].many) or not re.search("[2-9]", heading) else ""
    )


def _qualified(field: str, qualifier: str, heading: str) -> str:
    if field in _ADDRESS:
        if re.search("[2-9]", heading):
            return ""
        prefix = {"work": "work_", "home": ""}.get(qualifier)
        code = "" if prefix is None else f"{prefix}{field}"
        return code if code in FIELDS else ""
    return _REACH.get((field, qualifier), field)
