"""The overview page: contents, fragments, number of queries, who sees what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.data import ContactData, email_row, phone_row
from contacts.services import create_contacts


def contacts(agency, number, start=0):
    items = [
        ContactData(
            {"family_name": f"Test{n:04}", "given_name": "Anna"},
            phones=[phone_row(f"0664 100{n:04}")],
            emails=[email_row(f"k{n}@example.at")],
        )
        for n in range(start, start + number)
    ]
    return create_contacts(agency=agency, items=items, user=None)


def text(response):
    return response.content.decode()


def test_it_lists_what_people_look_for(agent_client, maria):
    page = text(agent_client.get("/kontakte/"))
    for shown in [
        "Mag. Maria Steininger",
        "+43 664 4821390",
        "maria.steininger@example.at",
        "8010 Graz",
        "nicht bestätigt",
        "1–1 von 1",
    ]:
        assert shown in page
    assert f'href="/kontakte/{maria.pk}/"' in page
    assert 'href="/kontakte/neu/"' in page


def test_every_column_can_be_sorted_by_a_link(agent_client, maria):
    page = text(agent_client.get("/kontakte/?sort=-place&q=maria&after=x"))
    for key in ["name", "phone", "email", "terms", "orders", "activity"]:
        assert f"?sort={key}" in page or f"sort={key}" in page
    assert 'aria-sort="descending"' in page
    assert "after=x" not in page


def test_pages_link_to_their_neighbours_and_keep_the_order(agency, agent_client):
    contacts(agency, 30)
    first = agent_client.get("/kontakte/?sort=-name&size=25&q=anna")
    assert "1–25 von 30" in text(first)
    after = first.context["after_url"]
    assert "sort=-name" in after
    assert "q=anna" in after
    second = agent_client.get("/kontakte/" + after)
    assert "26–30 von 30" in text(second)
    assert "Test0000" in text(second)
    assert "1–25 von 30" in text(agent_client.get("/kontakte/" + second.context["before_url"]))


def queries(client, url="/kontakte/?size=200"):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", ["/kontakte/?size=200", "/kontakte/?size=200&q=anna test"])
def test_ten_and_three_hundred_rows_cost_the_same_queries(agency, agent_client, url):
    contacts(agency, 10)
    few = queries(agent_client, url)
    contacts(agency, 290, start=10)
    assert queries(agent_client, url) == few


def test_search_as_you_type_answers_the_list_alone(agent_client, maria):
    response = agent_client.get(
        "/kontakte/?q=stein", headers={"HX-Request": "true", "HX-Target": "contact-list"}
    )
    page = text(response)
    assert page.lstrip().startswith('<div id="contact-list"')
    assert "Steininger" in page
    assert "<html" not in page


def test_empty_states_say_what_to_do(agent_client):
    assert "Noch keine Kontakte" in text(agent_client.get("/kontakte/"))
    assert "Nichts gefunden zu »&lt;b&gt;«" in text(agent_client.get("/kontakte/?q=<b>"))


def test_a_reader_sees_contacts_but_no_button_to_add(reader_client, maria):
    page = text(reader_client.get("/kontakte/"))
    assert "Steininger" in page
    assert "/kontakte/neu/" not in page


def test_another_agency_sees_nothing_of_it(stranger_client, maria):
    assert "Steininger" not in text(stranger_client.get("/kontakte/"))
    assert "Steininger" not in text(stranger_client.get("/kontakte/?q=steininger"))
