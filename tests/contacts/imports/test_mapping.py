"""Everything a card says has a place in the contact."""

from datetime import date

from contacts.imports.card_to_contact import contact_data, has_a_name, tags
from contacts.services import save_contact
from contacts.vcard.card import Card, Email, Phone, PostalAddress


def test_what_is_too_long_stands_whole_in_the_remarks(agency):
    long = "x" * 400
    card = Card(
        given_name=long,
        family_name="Berger",
        note="Notiz",
        phones=(Phone(number="1" * 80),),
        emails=(Email(address=f"{long}@example.at"),),
        addresses=(PostalAddress(street=long, postal_code="9" * 20),),
        categories=("y" * 70,),
    )
    data = contact_data(card)
    contact = save_contact(
        agency=agency, contact=None, data=data, user=None, accept_duplicates=True
    )
    remarks = contact.remarks.splitlines()
    assert remarks[0] == "Notiz"
    for whole in (long, "1" * 80, f"{long}@example.at", "9" * 20, "y" * 70):
        assert any(whole in line for line in remarks), whole[:10]
    assert tags(card) == ["y" * 60]


def test_one_row_is_the_primary_one():
    card = Card(phones=(Phone("1"), Phone("2", primary=True), Phone("3", primary=True)))
    assert [row.values["is_primary"] for row in contact_data(card).phones] == [False, True, False]


def test_a_company_and_a_person_at_a_company():
    company = contact_data(Card(display_name="Berger Bau", organisation="Berger Bau")).values
    assert (company["kind"], company["company_name"]) == ("company", "Berger Bau")
    person = Card(
        display_name="Eva Berger",
        given_name="Eva",
        family_name="Berger",
        organisation="Berger Bau",
        birth_date=date(1990, 1, 2),
    )
    values = contact_data(person).values
    assert (values["kind"], values["company_name"]) == ("person", "Berger Bau")
    assert values["birth_date"] == date(1990, 1, 2)


def test_who_has_only_a_number_is_called_by_it():
    card = Card(phones=(Phone("0664 123"),))
    assert has_a_name(card)
    assert contact_data(card).values["family_name"] == "0664 123"
    assert not has_a_name(Card(note="nothing else"))


def test_a_country_that_is_no_code_stands_in_the_extra_line():
    rows = contact_data(Card(addresses=(PostalAddress(place="Wien", country="Ruritanien"),)))
    assert rows.addresses[0].values["country"] == ""
    assert rows.addresses[0].values["extra"] == "Ruritanien"
