"""The fields that a column of a table can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from base.labels import Label

#: A column that becomes a line »heading: value« of the remarks, so that nothing is lost.
NOTE: Final = "note"
#: A column that is left out.
SKIP: Final = "skip"

_PERSON: Final = _("Person")
_COMPANY: Final = _("Firma")
_REACH: Final = _("Telefon und E-Mail")
_ADDRESS: Final = _("Adresse")
_WORK_ADDRESS: Final = _("Adresse geschäftlich")
_MORE: Final = _("Sonstiges")


@dataclass(frozen=True, slots=True)
class Field:
    """A field with the word that people see; `many` columns may be the same field."""

    code: str
    label: Label
    group: Label
    many: bool = False


_ALL: Final = (
    Field("salutation", _("Anrede oder Geschlecht"), _PERSON, many=True),
    Field("title", _("Titel vorangestellt"), _PERSON),
    Field("given_name", _("Vorname"), _PERSON),
    Field("additional_names", _("Weitere Vornamen"), _PERSON),
    Field("family_name", _("Nachname"), _PERSON),
    Field("full_name", _("Ganzer Name"), _PERSON),
    Field("title_after", _("Titel nachgestellt"), _PERSON),
    Field("birth_name", _("Geburtsname"), _PERSON),
    Field("birth_date", _("Geburtsdatum"), _PERSON),
    Field("birth_place", _("Geburtsort"), _PERSON),
    Field("nationality", _("Staatsangehörigkeit"), _PERSON),
    Field("language", _("Sprache"), _PERSON),
    Field("phone", _("Telefon"), _REACH, many=True),
    Field("phone_mobile", _("Telefon mobil"), _REACH, many=True),
    Field("phone_home", _("Telefon privat"), _REACH, many=True),
    Field("phone_work", _("Telefon geschäftlich"), _REACH, many=True),
    Field("phone_fax", _("Fax"), _REACH, many=True),
    Field("phone_other", _("Telefon sonstiges"), _REACH, many=True),
    Field("phone_label", _("Art der nächsten Telefonnummer"), _REACH, many=True),
    Field("email", _("E-Mail"), _REACH, many=True),
    Field("email_work", _("E-Mail geschäftlich"), _REACH, many=True),
    Field("email_other", _("E-Mail sonstige"), _REACH, many=True),
    Field("email_label", _("Art der nächsten E-Mail"), _REACH, many=True),
    Field("website", _("Website"), _REACH, many=True),
    Field("street", _("Straße"), _ADDRESS),
    Field("house_number", _("Hausnummer"), _ADDRESS),
    Field("staircase", _("Stiege"), _ADDRESS),
    Field("floor", _("Stock"), _ADDRESS),
    Field("door", _("Tür"), _ADDRESS),
    Field("address_extra", _("Adresszusatz"), _ADDRESS, many=True),
    Field("postal_code", _("PLZ"), _ADDRESS),
    Field("place", _("Ort"), _ADDRESS),
    Field("postal_place", _("PLZ und Ort"), _ADDRESS),
    Field("region", _("Bundesland"), _ADDRESS),
    Field("country", _("Land"), _ADDRESS),
    Field("work_street", _("Straße geschäftlich"), _WORK_ADDRESS),
    Field("work_house_number", _("Hausnummer geschäftlich"), _WORK_ADDRESS),
    Field("work_address_extra", _("Adresszusatz geschäftlich"), _WORK_ADDRESS, many=True),
    Field("work_postal_code", _("PLZ geschäftlich"), _WORK_ADDRESS),
    Field("work_place", _("Ort geschäftlich"), _WORK_ADDRESS),
    Field("work_region", _("Bundesland geschäftlich"), _WORK_ADDRESS),
    Field("work_country", _("Land geschäftlich"), _WORK_ADDRESS),
    Field("kind", _("Art des Kontakts"), _COMPANY),
    Field("company", _("Firma"), _COMPANY),
    Field("legal_form", _("Rechtsform"), _COMPANY),
    Field("position", _("Position"), _COMPANY),
    Field("department", _("Abteilung"), _COMPANY),
    Field("vat_id", _("UID / USt-IdNr."), _COMPANY),
    Field("tax_number", _("Steuernummer"), _COMPANY),
    Field("register_number", _("Firmenbuch- / Handelsregisternummer"), _COMPANY),
    Field("register_court", _("Registergericht"), _COMPANY),
    Field("external_id", _("Fremdschlüssel"), _MORE),
    Field("roles", _("Rollen"), _MORE, many=True),
    Field("tags", _("Schlagwörter"), _MORE, many=True),
    Field("source", _("Herkunft"), _MORE),
    Field("status", _("Status"), _MORE),
    Field("rating", _("Bewertung"), _MORE),
    Field("is_business", _("Unternehmer (ja/nein)"), _MORE),
    Field("do_not_contact", _("Nicht kontaktieren (ja/nein)"), _MORE),
    Field("account_holder", _("Kontoinhaber"), _MORE),
    Field("iban", _("IBAN"), _MORE),
    Field("bic", _("BIC"), _MORE),
    Field("bank_name", _("Bank"), _MORE),
    Field("id_kind", _("Ausweis-Art"), _MORE),
    Field("id_number", _("Ausweisnummer"), _MORE),
    Field("id_authority", _("Ausstellende Behörde"), _MORE),
    Field("id_issued_on", _("Ausgestellt am"), _MORE),
    Field("id_valid_until", _("Gültig bis"), _MORE),
    Field("remarks", _("Bemerkungen"), _MORE, many=True),
)

FIELDS: Final = {field.code: field for field in _ALL}


def is_choice(code: str) -> bool:
    """Whether a column can be that: a field, a line of the remarks, left out."""
    return code in FIELDS or code in (NOTE, SKIP)
