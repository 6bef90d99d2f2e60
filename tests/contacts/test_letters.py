"""Exports for letters: salutation, name and address in columns of their own."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.choices import ContactKind
from contacts.data import ContactData, address_row
from contacts.record.services.couples import make_couple
from contacts.salutations import letter_opening
from contacts.services import create_contacts

pytestmark = pytest.mark.django_db


def person(**values):
    return ContactData(
        values,
        addresses=[
            address_row(
                street="Hauptstraße",
                house_number="5",
                staircase="2",
                floor="",
                door="14",
                postal_code="8010",
                place="Graz",
                country="AT",
            )
        ],
    )


@pytest.fixture
def stock(agency, agent):
    items = [
        person(salutation="ms", title_before="Mag.", given_name="Maria", family_name="Gruber"),
        person(salutation="mr", given_name="Karl", family_name="Ober", language="en"),
        person(salutation="divers", given_name="Kim", family_name="Winter"),
        ContactData({"kind": "company", "company_name": "=Stein GmbH"}),
        ContactData({"given_name": "Eva"}),
    ]
    return create_contacts(agency=agency, items=items, user=agent)


def table(client, **asked):
    response = client.get("/kontakte/export/", {"format": "csv", "alle": "", **asked})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


ALL = [
    "letter-opening",
    "salutation",
    "title",
    "given-name",
    "family-name",
    "street",
    "postal-code",
    "town",
    "country",
]


def test_letters_have_all_they_need_though_the_list_shows_none_of_it(agent_client, stock):
    rows = {row["Name"]: row for row in table(agent_client, spalten="name", dazu=ALL)}
    maria = rows["Mag. Maria Gruber"]
    assert maria["Briefanrede"] == "Sehr geehrte Frau Mag. Gruber"
    assert (maria["Anrede"], maria["Titel"]) == ("Frau", "Mag.")
    assert (maria["Vorname"], maria["Nachname"]) == ("Maria", "Gruber")
    assert (maria["Straße und Nummer"], maria["PLZ"]) == ("Hauptstraße 5/2/14", "8010")
    assert (maria["Ort"], maria["Land"]) == ("Graz", "Österreich")
    assert rows["Karl Ober"]["Briefanrede"] == "Dear Mr Ober"
    assert rows["Kim Winter"]["Briefanrede"] == "Guten Tag Kim Winter"
    firm = rows["'=Stein GmbH"]
    assert (firm["Briefanrede"], firm["Ort"]) == ("Sehr geehrte Damen und Herren", "")
    assert rows["Eva"]["Briefanrede"] == "Guten Tag Eva"


def test_a_couple_is_greeted_as_two(agent_client, agency, agent, stock):
    make_couple(first=stock[0], second=stock[2], user=agent)
    rows = table(agent_client, spalten="kind", dazu=["letter-opening", "town"])
    couple = next(row for row in rows if row["Art"] == ContactKind.COUPLE.label)
    assert couple["Briefanrede"] == "Sehr geehrte Frau Mag. Gruber, guten Tag Kim Winter"
    assert couple["Ort"] == "Graz"


def test_unknown_columns_are_passed_over(agent_client, stock):
    rows = table(agent_client, spalten="name", dazu=["iban", "'; --"])
    assert list(rows[0]) == ["Name"]


def test_as_many_queries_for_many(agent_client, agency, agent, stock):
    agent_client.get("/kontakte/")  # the first page of a session notes where it began
    with CaptureQueriesContext(connection) as few:
        table(agent_client, dazu=ALL)
    create_contacts(
        agency=agency,
        user=agent,
        items=[person(given_name=f"Nr{n}", family_name="Test") for n in range(20)],
    )
    with CaptureQueriesContext(connection) as many:
        table(agent_client, dazu=ALL)
    assert len(many) == len(few)


def test_the_dialog_offers_them(agent_client, stock):
    page = agent_client.get("/kontakte/export/").content.decode()
    assert 'name="dazu" value="letter-opening"' in page


def test_a_family_is_greeted_as_one(agency):
    class Family:
        kind, salutation, language = "person", "family", "de"
        title_before, given_name, family_name = "Dr.", "Karl", "Gößler"

    assert letter_opening(Family()) == "Sehr geehrte Familie Gößler"
