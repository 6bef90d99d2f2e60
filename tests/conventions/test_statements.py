"""How often a page and a save ask the database: each page at most ten times."""

import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.services import save_contact
from tests.conventions.test_query_counts import LISTS, OF_ONE, Office

MOST = 10
# Each kind of row that the history names by a key is read with one query, and undo asks twice.
MORE = {
    "/kontakte/{contact}/historie/": 14,
    "/immobilien/{property}/historie/": 11,
    "/kontakte/{contact}/zuletzt/": 11,
}
PAGES = [
    *LISTS,
    *OF_ONE,
    "/kontakte/neu/",
    "/kontakte/export/",
    "/kontakte/spalten/",
    "/kontakte/filter/",
    "/kontakte/doubletten/",
    "/kontakte/papierkorb/",
    "/kontakte/{contact}/",
    "/kontakte/{contact}/firma/",
    "/kontakte/{contact}/sonstiges/",
    "/kontakte/{contact}/personen/",
    "/kontakte/{contact}/notizen/",
    "/kontakte/{contact}/loeschen/",
    "/kontakte/{contact}/agb/",
    "/kontakte/{contact}/suchauftraege/neu/",
    "/immobilien/neu/",
    "/immobilien/import/",
    "/immobilien/{property}/",
    "/immobilien/{property}/notizen/",
    "/immobilien/{property}/loeschen/",
    "/einstellungen/",
    "/suche/?q=kunde",
]
# What a save of one field may send between the form and its answer, and its service of these.
MOST_OF_A_SAVE = 9


@pytest.fixture
def office(agency, agent):
    made = Office(agency, agent)
    for _ in range(2):
        made.grow()
    return made


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_at_most_ten_times(office, agent_client, page):
    address = page.format(contact=office.contact.pk, property=office.flat.pk)
    agent_client.get(address)  # what is cached once for all is not the page's
    with CaptureQueriesContext(connection) as captured:
        response = agent_client.get(address)
    assert response.status_code == 200
    assert len(captured) <= MORE.get(page, MOST), [one["sql"] for one in captured]


class _Form(HTMLParser):
    """What a browser would send of the contact's form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.is_on, self.templates, self.select, self.area = False, 0, "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.templates += tag == "template"
        if tag == "form":
            self.is_on = given.get("id") == "contact-form"
        if not self.is_on or self.templates:
            return
        chosen = given.get("type") in ("checkbox", "radio")
        if tag == "input" and "name" in given and (not chosen or "checked" in given):
            value = given.get("value", "on" if chosen else "")
            self.values.setdefault(given["name"], []).append(value or "")
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and ("selected" in given or self.select not in self.values):
            self.values[self.select] = [given["value"]]
        elif tag == "textarea":
            self.area = given["name"]
            self.values[self.area] = [""]

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        self.is_on = self.is_on and tag != "form"
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data):
        if self.area and not self.templates:
            self.values[self.area] = [self.values[self.area][0] + data.lstrip("\n")]


@pytest.fixture
def maria(agency, agent):
    data = ContactData(
        {"given_name": "Maria", "family_name": "Steininger"},
        phones=[phone_row("0664 4821390")],
        emails=[email_row("maria@example.at")],
        addresses=[address_row(street="Hauptstraße", postal_code="8010", place="Graz")],
    )
    return save_contact(agency=agency, contact=None, data=data, user=agent)


def statements_of_save(client, contact, **changed) -> list[str]:
    address = reverse("contacts:detail", args=[contact.pk])
    values = _Form(client.get(address).content.decode()).values
    with CaptureQueriesContext(connection) as captured:
        response = client.post(address, {**values, **{k: [v] for k, v in changed.items()}})
    assert response.status_code == 303
    return [one["sql"] for one in captured]


def test_a_save_of_one_field_writes_that_field_alone(agent_client, maria):
    told = statements_of_save(agent_client, maria, remarks="Ruft am Abend an")
    assert [sql for sql in told if "contacts_contactword" in sql] == []
    assert [sql for sql in told if "contacts_contactkey" in sql] == []
    about = [sql for sql in told if re.search(r'"contacts_|contacts_contact ', sql)]
    assert len(about) <= MOST_OF_A_SAVE, about
    maria.refresh_from_db()
    assert maria.remarks == "Ruft am Abend an"


def test_a_save_of_a_name_is_found_by_it(agent_client, maria):
    told = statements_of_save(agent_client, maria, family_name="Lechner")
    begin, end = (
        next(n for n, sql in enumerate(told) if sql.startswith(word))
        for word in ("SAVEPOINT", "RELEASE")
    )
    assert end - begin - 1 <= MOST_OF_A_SAVE, told[begin:end]
    found = agent_client.get("/kontakte/?q=lechner").content.decode()
    assert "Lechner" in found


def test_a_new_tag_leaves_the_other_words_where_they_are(agent_client, maria):
    before = set(maria.words.values_list("pk", "word"))
    keys = set(maria.keys.values_list("pk", "key"))
    statements_of_save(agent_client, maria, tags="Tennis")
    after = set(maria.words.values_list("pk", "word"))
    assert {word for _pk, word in after - before} == {"tennis"}
    assert before < after
    assert set(maria.keys.values_list("pk", "key")) == keys
    statements_of_save(agent_client, maria, tags="")
    assert set(maria.words.values_list("pk", "word")) == before


def test_a_save_of_a_colleague_is_sorted_by_them(agent_client, maria, administrator):
    statements_of_save(agent_client, maria, responsible=str(administrator.pk))
    maria.refresh_from_db()
    assert maria.responsible_key == "ada huber"
