"""A new field of a contact is forgotten nowhere: each list that must know it is asked for it."""

from datetime import date

import pytest
from django.db import models

from contacts.data import ContactData
from contacts.imports.row_to_contact import Plan, row_entry
from contacts.models import Contact
from contacts.record.services.couples import OWN_FIELDS, create_couple
from contacts.tables.guessing import guess
from tests.contacts.vcard.test_round_trip import DRAWN, LEFT_OUT

FIELDS = {
    field.name: field
    for field in Contact._meta.concrete_fields
    if field.editable and field.name not in ("id", "agency")
}
# What a table does not bring, and why.
NOT_IN_TABLES = {
    "birth_date_text": "comes out of the column of the birth date",
    "responsible": "a colleague is chosen for the whole import, never found by a name",
    "photo": "a cell holds no picture",
    "register_extract_on": "what the agency saw itself",
    "company_phone": "a phone of the contact, geschäftlich",
    "company_email": "an e-mail of the contact, geschäftlich",
    "company_website": "the website of the contact",
    "id_checked_on": "what the agency examined itself (GewO § 365m ff., GwG § 10 ff.)",
    "id_checked_by": "as above",
    "pep": "as above",
    "acting": "as above",
    "acting_for": "as above",
    "delete_on": "a promise of this agency alone",
}
# What belongs to a couple together. Everything else is one's own.
SHARED = {
    *("kind", "website", "roles", "tags", "source", "status", "rating", "responsible", "photo"),
    *("is_business", "do_not_contact", "remarks", "external_id", "delete_on"),
    *("company_name", "legal_form", "position", "vat_id", "tax_number", "register_number"),
    *("register_court", "register_extract_on", "company_phone", "company_email"),
    *("company_website", "account_holder", "iban", "bic", "bank_name"),
    *("id_kind", "id_number", "id_authority", "id_issued_on", "id_valid_until"),
    *("id_checked_on", "id_checked_by", "pep", "acting", "acting_for"),
}
VALUES = {
    "given_name": "Maria",
    "nationality": "AT",
    "language": "en",
    "rating": 4,
    "iban": "AT611904300234573201",
    "bic": "GIBAATWW",
    "vat_id": "ATU12345675",
    "website": "https://steininger.example",
    "roles": ["owner"],
    "tags": ["Tennis"],
}


def sample(field):
    """What the field may hold, and what a table says for it."""
    if field.name in VALUES:
        value = VALUES[field.name]
        return value, "Eigentümer" if field.name == "roles" else _said(value)
    if isinstance(field, models.DateField):
        return date(1999, 4, 9), "09.04.1999"
    if isinstance(field, models.BooleanField):
        return True, "ja"
    if field.choices:
        value, label = list(field.choices)[-1]
        return value, str(label)
    return "Müllner 7", "Müllner 7"


def _said(value):
    return value[0] if isinstance(value, list) else str(value)


@pytest.mark.parametrize("name", sorted(set(FIELDS) - set(NOT_IN_TABLES)))
def test_a_column_with_its_name_fills_it(name):
    value, text = sample(FIELDS[name])
    cells = {"Nachname": "Steininger", "Firmenname": "Steininger KG"}
    cells[str(FIELDS[name].verbose_name)] = text
    headings = list(cells)
    entry = row_entry(0, list(cells.values()), headings, Plan(tuple(guess(headings)), "AT"))
    assert entry.problems == ()
    assert entry.data.values[name] == value
    assert entry.data.values["remarks"] == (value if name == "remarks" else "")


def test_what_tables_do_not_bring_are_fields():
    assert set(NOT_IN_TABLES) <= set(FIELDS)


def test_cards_carry_it_or_say_why_not():
    assert set(FIELDS) - DRAWN - LEFT_OUT == set()


def test_it_is_ones_own_or_the_couples():
    assert set(OWN_FIELDS) | SHARED == set(FIELDS)
    assert set(OWN_FIELDS) & SHARED == set()


def test_a_birth_date_that_no_calendar_knows_stays_with_whom_it_is_of(agency, agent):
    first = ContactData({"given_name": "Karl", "family_name": "Gößler"})
    first.values["birth_date_text"] = "31.02.1956"
    second = ContactData({"given_name": "Eva", "family_name": "Gößler"})
    second.values["birth_date_text"] = "im Mai 1960"
    couple = create_couple(agency=agency, data=first, partner=second, user=agent)
    told = dict(Contact.objects.values_list("given_name", "birth_date_text").exclude(pk=couple.pk))
    assert told == {"Karl": "31.02.1956", "Eva": "im Mai 1960"}
    assert couple.birth_date_text == ""
