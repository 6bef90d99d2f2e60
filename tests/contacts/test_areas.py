"""Contacts by area: the condition on postal codes of their addresses."""

import pytest

from contacts.areas import in_area
from contacts.data import ContactData, RowData
from contacts.models import Contact
from contacts.services import create_contacts


@pytest.fixture
def people(agency, other_agency):
    homes = {
        "Grazer": ("8020", "Graz", "AT"),
        "Kainbacher": ("8010", "Kainbach bei Graz", "AT"),
        "Wiener": ("1020", "Wien", "AT"),
        "Zürcher": ("8010", "Zürich", "CH"),
        "Unbekannt": ("8020", "Graz", ""),
        "Heimatlos": ("", "", "AT"),
    }

    def person(name, code, place, country):
        address = {"kind": "private", "postal_code": code, "place": place, "country": country}
        return ContactData({"family_name": name}, addresses=[RowData(address)])

    items = [person(name, *home) for name, home in homes.items()]
    create_contacts(agency=agency, items=items, user=None)
    create_contacts(agency=other_agency, items=items[:1], user=None)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Stadt Graz", {"Grazer", "Kainbacher", "Unbekannt"}),
        ("bezirk graz umgebung", {"Kainbacher"}),
        ("Bundesland Steiermark", {"Grazer", "Kainbacher", "Unbekannt"}),
        ("Wien 2. Bezirk (Leopoldstadt)", {"Wiener"}),
        ("Kanton Zürich", {"Zürcher"}),
        ("5 km um 1020 Wien", {"Wiener"}),
        ("8020", {"Grazer", "Unbekannt"}),
        ("80*", {"Grazer", "Kainbacher", "Zürcher", "Unbekannt"}),
        ("graz", {"Grazer", "Unbekannt"}),
        ("Bezirk Nirgends", set()),
        ("  ", set()),
    ],
)
def test_who_lives_there(agency, people, words, names, django_assert_max_num_queries):
    contacts = Contact.objects.filter(agency=agency).present()
    with django_assert_max_num_queries(1):
        found = {one.family_name for one in in_area(contacts, agency_id=agency.pk, words=words)}
    assert found == names
