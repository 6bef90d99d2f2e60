"""The field in the navigation searches contacts and properties."""

import pytest

from contacts.data import ContactData
from contacts.services import create_contacts
from properties.services import save_property


@pytest.fixture
def stock(agency, agent, maria):
    save_property(
        agency=agency, values={"title": "Altbau am Park", "object_number": "G-17"}, user=agent
    )
    create_contacts(agency=agency, items=[ContactData({"family_name": "Stein"})], user=agent)
    return maria


def text(client, query):
    return client.get("/suche/", {"q": query}).content.decode()


def test_it_finds_contacts_and_properties(agent_client, stock):
    page = text(agent_client, "altbau")  # a tag of one, the title of the other
    assert "Steininger" in page
    assert "Altbau am Park" in page
    assert 'action="/suche/"' in page


def test_one_hit_is_opened_at_once(agent_client, stock):
    found = agent_client.get("/suche/", {"q": "+43 664 482 13 90"})
    assert found.headers["Location"] == f"/kontakte/{stock.pk}/"
    assert "/immobilien/" in agent_client.get("/suche/", {"q": "G-17"}).headers["Location"]


def test_nothing_found_and_nothing_asked_are_told(agent_client, stock):
    assert "Nichts gefunden zu »&lt;x&gt;«" in text(agent_client, "<x>")
    assert "Was suchen Sie?" in text(agent_client, " ")


def test_another_agency_finds_nothing(stranger_client, stock):
    assert "Nichts gefunden" in text(stranger_client, "steininger")


@pytest.mark.parametrize("query", ["0316 824410", "+43 316 824410", "office@stein.example"])
def test_a_company_is_found_by_how_it_is_reached(agent_client, agency, agent, query):
    reach = {"company_phone": "+43 316 824410", "company_email": "Office@Stein.example"}
    company = ContactData({"kind": "company", "company_name": "Stein GmbH", **reach})
    [created] = create_contacts(agency=agency, items=[company], user=agent)
    found = agent_client.get("/suche/", {"q": query})
    assert found.headers["Location"] == f"/kontakte/{created.pk}/"
