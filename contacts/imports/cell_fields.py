"""Reads one cell as the field that its column is."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from contacts.choices import (
    ContactKind,
    ContactRole,
    IdentityDocument,
    PhoneKind,
    ReachKind,
    Source,
    Status,
)
from contacts.duplicates.normalise import fold
from contacts.fields.bank import read_iban
from contacts.fields.company_numbers import Odd, vat_id
from contacts.fields.emails import is_email, suggestion
from contacts.imports import coded_words
from contacts.imports.cells import Cells, Typed
from contacts.tables import values as read
from contacts.tables.fields import NOTE

# Takes the cells of the row, the column, its heading, and the text of the cell.
Handler = Callable[[Cells, int, str, str], None]


def put(cells: Cells, code: str, column: int, heading: str, text: str) -> None:
    """Takes a cell that is not empty as the field `code`."""
    if handler := _HANDLERS.get(code):
        handler(cells, column, heading, text)
    elif code == NOTE or code in cells.texts:
        cells.note(heading, text)
    else:
        cells.texts[code] = text


def _salutation(cells: Cells, column: int, heading: str, text: str) -> None:
    said = read.read_salutation(text)
    if read.means_company(text):
        cells.texts.setdefault("kind", ContactKind.COMPANY)
    elif said:
        cells.texts.setdefault("salutation", said)
    else:
        cells.unknown(column, heading, text)


def _title(cells: Cells, column: int, heading: str, text: str) -> None:
    """Outlook keeps »Mr.« where others keep »Dr.«."""
    if said := read.read_salutation(text):
        cells.texts.setdefault("salutation", said)
        return
    said, title, rest = read.split_title(text)
    cells.texts.setdefault("salutation", said)
    cells.texts["title"] = " ".join(filter(None, [title, rest]))


def _birth_date(cells: Cells, column: int, heading: str, text: str) -> None:
    try:
        found = read.read_date(text)
    except read.NotInCalendar:
        cells.texts["birth_date_text"] = text
        told = _(
            "»%(text)s« ist kein Tag im Kalender und bleibt als Text beim Geburtsdatum. "
            "Lesbar ist zum Beispiel 09.04.1956."
        )
        cells.odd(column, told % {"text": text})
        return
    if found:
        cells.dates["birth_date"] = found


def _date(code: str) -> Handler:
    def take(cells: Cells, column: int, heading: str, text: str) -> None:
        try:
            found = read.read_date(text)
        except read.NotInCalendar:
            cells.unknown(column, heading, text)
            return
        if found:
            cells.dates[code] = found

    return take


def _phone(kind: str) -> Handler:
    def take(cells: Cells, column: int, heading: str, text: str) -> None:
        chosen = _phone_kind(cells.label) or kind
        cells.label = ""
        for number in read.pieces(text):
            _one_phone(cells, column, heading, number, chosen)

    return take


def _one_phone(cells: Cells, column: int, heading: str, number: str, kind: str) -> None:
    if not any(char.isdigit() for char in number) or _SHORTENED.search(number):
        cells.note(heading, number)
        cells.odd(
            column,
            _(
                "»%(text)s« ist keine Telefonnummer und steht in den Bemerkungen. "
                "Excel kürzt lange Nummern: Formatieren Sie die Spalte als Text."
            )
            % {"text": number},
        )
        return
    cells.phones.append(Typed(column, number, kind))


# 4,36648E+11: what Excel makes of a long number, whose last digits are gone.
_SHORTENED = re.compile(r"\d\s*E\s*\+\s*\d", re.IGNORECASE)
_PHONE_WORDS = {
    PhoneKind.MOBILE: ("mobil", "mobile", "handy", "cell"),
    PhoneKind.FAX: ("fax", "homefax", "workfax", "telefax"),
    PhoneKind.WORK: ("work", "geschaftlich", "buro", "arbeit", "firma", "business"),
    PhoneKind.HOME: ("home", "privat", "festnetz", "main", "zuhause"),
    PhoneKind.OTHER: ("other", "sonstige", "andere"),
}


def _phone_kind(label: str) -> str:
    said = fold(label).split()
    return next((kind for kind, known in _PHONE_WORDS.items() if set(known) & set(said)), "")


def _email(kind: str) -> Handler:
    def take(cells: Cells, column: int, heading: str, text: str) -> None:
        chosen = {"work": ReachKind.WORK, "home": ReachKind.PRIVATE, "other": ReachKind.OTHER}.get(
            _phone_kind(cells.label), kind
        )
        cells.label = ""
        for address in read.pieces(text.replace(",", ";")):
            _one_email(cells, column, heading, address.removeprefix("mailto:"), chosen)

    return take


def _one_email(cells: Cells, column: int, heading: str, address: str, kind: str) -> None:
    if not is_email(address):
        meant = suggestion(address, cells.country)
        told = _("»%(text)s« ist keine E-Mail-Adresse und steht in den Bemerkungen.")
        help_ = _("Vielleicht gemeint: %(address)s") % {"address": meant} if meant else ""
        cells.note(heading, address)
        cells.odd(column, " ".join(filter(None, [told % {"text": address}, help_])))
        return
    cells.emails.append((address, kind))


def _label(cells: Cells, column: int, heading: str, text: str) -> None:
    cells.label = text


def _choice(code: str, choices: type[TextChoices]) -> Handler:
    def take(cells: Cells, column: int, heading: str, text: str) -> None:
        if value := coded_words.coded(choices, text):
            cells.texts[code] = value
        else:
            cells.unknown(column, heading, text)

    return take


def _roles(cells: Cells, column: int, heading: str, text: str) -> None:
    """A role that we do not know is a tag: it says as much and can be filtered by."""
    for part in read.pieces(text.replace(",", ";")):
        role = coded_words.coded(ContactRole, part)
        (cells.roles if role else cells.tags).append(role or part)


def _tags(cells: Cells, column: int, heading: str, text: str) -> None:
    # Google marks its own groups with a star.
    found = read.pieces(text.replace(",", ";"))
    cells.tags.extend(tag.removeprefix("* ") for tag in found if tag != "* myContacts")


def _nationality(cells: Cells, column: int, heading: str, text: str) -> None:
    if code := coded_words.nationality(text):
        cells.texts["nationality"] = code
    else:
        cells.unknown(column, heading, text)


def _language(cells: Cells, column: int, heading: str, text: str) -> None:
    if code := coded_words.language(text):
        cells.texts["language"] = code
    else:
        cells.unknown(column, heading, text)


def _rating(cells: Cells, column: int, heading: str, text: str) -> None:
    stars = text.count("★") or (int(text) if text in ("1", "2", "3", "4", "5") else 0)
    if 1 <= stars <= 5:
        cells.rating = stars
    else:
        cells.unknown(column, heading, text)


def _flag(code: str) -> Handler:
    def take(cells: Cells, column: int, heading: str, text: str) -> None:
        said = read.read_flag(text)
        if said is None:
            cells.unknown(column, heading, text)
        else:
            cells.flags[code] = said

    return take


def _vat_id(cells: Cells, column: int, heading: str, text: str) -> None:
    try:
        cells.texts["vat_id"] = vat_id(text, cells.country)
    except (Odd, KeyError) as error:
        cells.texts["vat_id"] = text
        if isinstance(error, Odd):
            cells.odd(column, _kept_as_it_is(error))


def _iban(cells: Cells, column: int, heading: str, text: str) -> None:
    try:
        account = read_iban(text)
    except Odd as error:
        cells.texts["iban"] = text
        cells.odd(column, _kept_as_it_is(error))
        return
    cells.texts |= {"iban": account.iban}
    cells.texts.setdefault("bic", account.bic)
    cells.texts.setdefault("bank_name", account.bank)


def _kept_as_it_is(error: Odd) -> str:
    return _("%(why)s Der Wert wird übernommen, wie er dasteht.") % {"why": error}


def _remarks(cells: Cells, column: int, heading: str, text: str) -> None:
    cells.remarks.append(text)


def _noted(cells: Cells, column: int, heading: str, text: str) -> None:
    cells.note(heading, text)


def _website(cells: Cells, column: int, heading: str, text: str) -> None:
    cells.websites.extend(read.pieces(text))


def _address_extra(code: str) -> Handler:
    def take(cells: Cells, column: int, heading: str, text: str) -> None:
        cells.texts[code] = ", ".join(filter(None, [cells.texts.get(code, ""), text]))

    return take


_HANDLERS: dict[str, Handler] = {
    "salutation": _salutation,
    "title": _title,
    "additional_names": _noted,
    "department": _noted,
    "birth_date": _birth_date,
    "id_issued_on": _date("id_issued_on"),
    "id_valid_until": _date("id_valid_until"),
    "phone": _phone(""),
    "phone_mobile": _phone(PhoneKind.MOBILE),
    "phone_home": _phone(PhoneKind.HOME),
    "phone_work": _phone(PhoneKind.WORK),
    "phone_fax": _phone(PhoneKind.FAX),
    "phone_other": _phone(PhoneKind.OTHER),
    "phone_label": _label,
    "email": _email(ReachKind.PRIVATE),
    "email_work": _email(ReachKind.WORK),
    "email_other": _email(ReachKind.OTHER),
    "email_label": _label,
    "website": _website,
    "address_extra": _address_extra("address_extra"),
    "work_address_extra": _address_extra("work_address_extra"),
    "kind": _choice("kind", ContactKind),
    "roles": _roles,
    "tags": _tags,
    "source": _choice("source", Source),
    "status": _choice("status", Status),
    "id_kind": _choice("id_kind", IdentityDocument),
    "rating": _rating,
    "nationality": _nationality,
    "language": _language,
    "is_business": _flag("is_business"),
    "do_not_contact": _flag("do_not_contact"),
    "vat_id": _vat_id,
    "iban": _iban,
    "remarks": _remarks,
}
