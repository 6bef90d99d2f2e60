"""Filters, columns, views: what an address of the overview means, and what is kept of it."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from contacts.choices import ContactRole, Source, Status
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.listing.asked import Asked
from contacts.listing.columns import COLUMNS
from contacts.listing.filters import FILTERS
from contacts.listing.overview import Overview
from contacts.models import Contact, SavedView
from contacts.ordering import ORDERS, ROLES, SOURCES, STATUSES
from contacts.services import create_contacts, list_settings, refresh_agents


@pytest.fixture
def people(agency, agent):
    """Six contacts, each of which something is true of that is not of the others."""
    today = timezone.localdate()
    items = [
        ContactData(
            {
                "family_name": "Alt",
                "roles": ["owner"],
                "status": "closed",
                "tags": ["Zinshaus"],
                "birth_date": today.replace(year=1980),
            },
            phones=[phone_row("0664 1000001")],
        ),
        ContactData(
            {"family_name": "Berg", "source": "event", "rating": 5, "tags": ["Altbau", "VIP"]},
            emails=[email_row("berg@example.at")],
            addresses=[address_row(postal_code="8010", place="Graz")],
        ),
        ContactData({"family_name": "Cech", "do_not_contact": True, "responsible": None}),
        ContactData(
            {"kind": "company", "company_name": "Dach GmbH"},
            addresses=[address_row(postal_code="1010", place="Wien")],
        ),
        ContactData({"family_name": "Eder", "id_valid_until": today + timedelta(days=10)}),
        ContactData(
            {
                "family_name": "Fink",
                "id_valid_until": today - timedelta(days=1),
                "delete_on": today + timedelta(days=20),
            }
        ),
    ]
    contacts = create_contacts(agency=agency, items=items, user=agent)
    now = timezone.now()
    Contact.objects.filter(pk=contacts[0].pk).update(terms_confirmed_at=now, open_orders=2)
    Contact.objects.filter(pk=contacts[1].pk).update(
        derived_roles=["buyer"], last_activity_at=now - timedelta(days=100)
    )
    Contact.objects.filter(pk=contacts[2].pk).update(created_at=now - timedelta(days=400))
    return contacts


def names(agency, query, columns=()):
    present = Contact.objects.filter(agency=agency).present()
    view = Overview.of(present, agency, QueryDict(query), columns)
    shown = [contact.display_name.split()[0] for contact in view.page.rows]
    assert view.count == len(shown)
    assert sorted(shown) == sorted(c.display_name.split()[0] for c in view.found)
    return shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rolle=owner", "Alt"),
        ("rolle=buyer", "Berg"),
        ("rolle=owner&rolle=buyer", "Alt Berg"),
        ("rolle=ohne", "Cech Dach Eder Fink"),
        ("status=closed", "Alt"),
        ("status=new&status=closed", "Alt Berg Cech Dach Eder Fink"),
        ("art=company", "Dach"),
        ("herkunft=event", "Berg"),
        ("herkunft=ohne", "Alt Cech Dach Eder Fink"),
        ("agb=bestaetigt", "Alt"),
        ("agb=fehlt", "Berg Cech Dach Eder Fink"),
        ("auftrag=mit", "Alt"),
        ("auftrag=ohne", "Berg Cech Dach Eder Fink"),
        ("bewertung=4", "Berg"),
        ("ausweis=30", "Eder"),
        ("ausweis=abgelaufen", "Fink"),
        ("ausweis=ohne", "Alt Berg Cech Dach"),
        ("loeschen=30", "Fink"),
        ("loeschen=0", ""),
        ("fehlt=telefon", "Berg Cech Dach Eder Fink"),
        ("fehlt=telefon&fehlt=email&fehlt=adresse", "Cech Eder Fink"),
        ("geburtstag=0", "Alt"),
        ("geburtstag=30", "Alt"),
        ("ruhig=90", "Alt Berg Cech Dach Eder Fink"),
        ("ruhig=nie", "Alt Cech Dach Eder Fink"),
        ("sperre=ja", "Cech"),
        ("schlagwort=VIP", "Berg"),
        ("schlagwort=VIP, Altbau", "Berg"),
        ("schlagwort=VIP&schlagwort=Zinshaus", ""),
        ("ort=graz", "Berg"),
        ("ort=GR", "Berg"),
        ("ort=10", "Dach"),
        ("ort=10, Graz", "Berg Dach"),
        ("gebiet=Stadt Graz", "Berg"),
        ("gebiet=bundesland steiermark", "Berg"),
        ("gebiet=10 km um 8020", "Berg"),
        ("gebiet=Bundesland Wien, Stadt Graz", "Berg Dach"),
        ("gebiet=Bundesland Wien&sort=-place", "Dach"),
        ("zustaendig=ohne", "Cech"),
        ("seit=01.01.2020&status=closed", "Alt"),
        ("agb=fehlt&ort=graz&rolle=buyer&q=berg", "Berg"),
        ("rolle=erfunden&status=&agb=vielleicht&ort=%00", "Alt Berg Cech Dach Eder Fink"),
    ],
)
def test_filters(agency, people, query, expected):
    assert names(agency, query) == expected.split()


@pytest.mark.parametrize("sort", [sign + key for key in ORDERS for sign in ("", "-")])
def test_every_filter_finds_the_same_in_every_order(agency, agent, people, sort):
    """Conditions that only make an order fast may not change what is found."""
    for query in (
        "rolle=owner&rolle=buyer",
        "schlagwort=Altbau",
        "ort=10, Graz",
        "art=company",
        f"zustaendig={agent.pk}",
        "zustaendig=ohne",
        "geburtstag=30",
    ):
        assert sorted(names(agency, f"{query}&sort={sort}")) == sorted(names(agency, query)), query


def test_the_same_is_found_when_it_is_much(agency, agent, people, monkeypatch):
    expected = {}
    queries = (
        "rolle=owner&sort=-roles",
        "schlagwort=VIP&sort=tags",
        "ort=8&sort=place",
        "ort=graz",
        f"zustaendig={agent.pk}&sort=responsible",
    )
    for query in queries:
        expected[query] = names(agency, query)
    monkeypatch.setattr("contacts.listing.overview._FEW", 0)
    for query in queries:
        assert names(agency, query) == expected[query]


def test_every_code_has_its_place_in_its_order():
    assert set(ROLES) == set(ContactRole)
    assert set(SOURCES) == set(Source)
    assert set(STATUSES) == set(Status)
    assert set(COLUMNS) == set(ORDERS)


def test_a_wrong_date_is_told_and_left_out(agency, people, agent_client):
    page = agent_client.get("/kontakte/?seit=31.02.2024&art=company").content.decode()
    assert "Diesen Tag gibt es nicht" in page
    assert "Dach GmbH" in page


def test_an_area_that_nobody_knows_is_told(people, agent_client):
    page = agent_client.get("/kontakte/?gebiet=Mordor").content.decode()
    assert "»Mordor« ist kein Gebiet" in page


def test_an_address_says_the_same_in_its_shortest_form():
    address = "q=anna+wien&rolle=owner&rolle=buyer&sort=-place&size=100&spalten=name%2Cphone"
    assert Asked.of(QueryDict(address)).address() == f"?{address}"
    assert Asked.of(QueryDict("q=&status=&size=50&sort=name")).address() == "?alle"


def test_orders_follow_german_labels_and_agents_names(agency, agent, people):
    assert names(agency, "sort=roles")[:2] == ["Alt", "Berg"]  # Eigentümer, Käufer, then none
    assert names(agency, "sort=-rating")[0] == "Berg"
    assert names(agency, "sort=tags")[:2] == ["Berg", "Alt"]
    assert names(agency, "sort=company")[0] == "Dach"
    assert names(agency, "sort=responsible")[-1] == "Cech"
    assert names(agency, "sort=birth")[0] == "Alt"
    assert names(agency, "sort=id_until")[:2] == ["Fink", "Eder"]


def test_a_new_name_of_an_agent_reaches_the_lists(agency, agent, people):
    agent.name = "Öl, Zoë"
    agent.save()
    assert refresh_agents() == 5
    assert refresh_agents() == 0
    assert set(Contact.objects.filter(responsible=agent).values_list("responsible_key")) == {
        ("ol zoe",)
    }


# Chips, columns, views


def test_chips_take_one_value_away(agent_client, people):
    page = agent_client.get("/kontakte/?rolle=owner&rolle=buyer&agb=fehlt&q=berg")
    assert [chip.text for chip in page.context["chips"]] == [
        "Rolle: Eigentümer",
        "Rolle: Käufer",
        "AGB / Provision: nicht bestätigt",
    ]
    assert page.context["chips"][0].remove_url == "?q=berg&rolle=buyer&agb=fehlt"


def test_the_filter_form_knows_what_is_chosen(agent_client, agency, people):
    page = agent_client.get("/kontakte/filter/?rolle=owner&ort=Graz&q=x&sort=-place")
    text = page.content.decode()
    assert 'name="rolle" value="owner" checked' in text
    assert 'name="ort" value="Graz"' in text
    assert '<input type="hidden" name="q" value="x">' in text
    assert '<input type="hidden" name="sort" value="-place">' in text
    assert {field.key for field in page.context["fields"]} == set(FILTERS)


def test_columns_are_chosen_kept_and_reset(agent_client, agent, people):
    agent_client.post("/kontakte/spalten/?agb=fehlt", {"spalte": ["tags", "status", "x"]})
    assert list_settings(agent).columns == ["name", "tags", "status"]
    page = agent_client.get("/kontakte/")
    assert [str(head.label) for head in page.context["heads"]] == ["Name", "Schlagwörter", "Status"]
    assert "Altbau, VIP" in page.content.decode()
    by_address = agent_client.get("/kontakte/?spalten=birth,rating")
    assert [str(h.label) for h in by_address.context["heads"]] == [
        "Name",
        "Geburtsdatum",
        "Bewertung",
    ]
    agent_client.post("/kontakte/spalten/", {"do": "reset"})
    assert len(agent_client.get("/kontakte/").context["heads"]) == 7


def test_a_column_moves_without_script_and_nothing_is_kept_before_the_end(agent_client, agent):
    order = [key for key in COLUMNS if key != "name"]
    given = {"reihenfolge": order, "spalte": [order[0], order[3]]}
    page = agent_client.post("/kontakte/spalten/", {**given, "vor": order[3]})
    expected = [*order[:2], order[3], order[2], *order[4:]]
    assert [column.key for column, _ in page.context["columns"]] == expected
    assert [column.key for column, shown in page.context["columns"] if shown] == given["spalte"]
    page = agent_client.post("/kontakte/spalten/", {**given, "nach": order[-1]})
    assert [column.key for column, _ in page.context["columns"]] == order
    page = agent_client.post("/kontakte/spalten/", {**given, "vor": order[0]})
    assert [column.key for column, _ in page.context["columns"]] == order
    assert not list_settings(agent).columns


def test_all_columns_are_drawn_escaped(agency, agent_client, agent):
    nasty = '<b>"x"&\''
    create_contacts(
        agency=agency,
        user=agent,
        items=[
            ContactData(
                {"family_name": nasty, "company_name": nasty, "tags": [nasty]},
                emails=[email_row(nasty)],
            )
        ],
    )
    page = agent_client.get(f"/kontakte/?spalten={','.join(COLUMNS)}").content.decode()
    assert "<b>" not in page
    assert page.count("&lt;b&gt;&quot;x&quot;&amp;&#x27;") >= 5


def test_a_view_is_kept_offered_shared_changed_and_deleted(
    agent_client, administrator_client, stranger_client, agent, people
):
    saved = agent_client.post(
        "/kontakte/ansichten/?agb=fehlt&sort=-place&spalten=name,tags",
        {"name": "  Ohne   AGB ", "is_shared": "on"},
    )
    view = SavedView.objects.get()
    assert (view.name, view.query, view.columns) == (
        "Ohne AGB",
        "agb=fehlt&sort=-place",
        ["name", "tags"],
    )
    target = f"/kontakte/?agb=fehlt&sort=-place&spalten=name%2Ctags&ansicht={view.pk}"
    assert saved.headers["Location"] == target
    assert "Ansicht: Ohne AGB" in agent_client.get(target).content.decode().replace("\n", "")
    assert "Ohne AGB" in administrator_client.get("/kontakte/ansichten/").content.decode()
    assert "Ohne AGB" not in stranger_client.get("/kontakte/ansichten/").content.decode()
    refused = administrator_client.post(f"/kontakte/ansichten/{view.pk}/", {"do": "delete"})
    assert refused.status_code == 422
    assert SavedView.objects.exists()
    agent_client.post(f"/kontakte/ansichten/{view.pk}/?agb=fehlt&rolle=buyer", {"do": "update"})
    agent_client.post(f"/kontakte/ansichten/{view.pk}/", {"do": "rename", "name": "Käufer"})
    view.refresh_from_db()
    assert (view.name, view.query, view.is_shared) == ("Käufer", "rolle=buyer&agb=fehlt", False)
    agent_client.post(f"/kontakte/ansichten/{view.pk}/", {"do": "delete"})
    assert not SavedView.objects.exists()


def test_a_view_without_or_with_a_taken_name_is_refused_and_nothing_is_lost(agent_client, people):
    url = "/kontakte/ansichten/?agb=fehlt"
    assert agent_client.post(url, {"name": " "}).status_code == 422
    agent_client.post(url, {"name": "Meine"})
    refused = agent_client.post(url, {"name": "Meine", "is_default": "on"})
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "haben Sie bereits" in text
    assert 'name="is_default" checked' in text


def test_the_overview_begins_with_the_default_view(agent_client, agent, people):
    agent_client.post("/kontakte/ansichten/?art=company", {"name": "Firmen", "is_default": "on"})
    first = agent_client.get("/kontakte/")
    assert first.status_code == 303
    assert "art=company" in first.headers["Location"]
    assert agent_client.get("/kontakte/?alle").status_code == 200
    agent_client.post(f"/kontakte/ansichten/{SavedView.objects.get().pk}/", {"do": "no_default"})
    assert agent_client.get("/kontakte/").status_code == 200


def test_a_reader_sees_views_and_columns_but_keeps_none(reader_client, people):
    assert reader_client.get("/kontakte/spalten/").status_code == 200
    assert reader_client.post("/kontakte/spalten/", {"spalte": "tags"}).status_code == 403
    assert reader_client.post("/kontakte/ansichten/", {"name": "x"}).status_code == 403
