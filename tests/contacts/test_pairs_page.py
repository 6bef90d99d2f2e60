"""The page *Doubletten*, the decisions, and the hint while typing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from base.jobs.bulk.models import BulkRun, BulkState
from base.jobs.bulk.services import advance_bulk
from contacts.data import ContactData, email_row, phone_row
from contacts.deduplication.pair_pages import SIZE
from contacts.deduplication.pairs import open_pairs
from contacts.deduplication.services.merge_many import AT_ONCE, certain_pairs, merge_pairs
from contacts.deduplication.services.not_duplicates import tell_apart
from contacts.deduplication.services.scan import examine_stock
from contacts.models import Contact, NotDuplicate
from contacts.services import create_contacts, delete_contact


def twins(agency, count):
    items = [
        ContactData(
            {"given_name": given, "family_name": f"Zwölfboth{chr(65 + n // 26)}{chr(97 + n % 26)}"},
            phones=[phone_row(f"+43 664 {4821300 + 617 * n}")],
            emails=[email_row(f"post{n * 7919}@example.at")],
        )
        for n in range(count)
        for given in ("Ottokar", "Ottokar")
    ]
    create_contacts(agency=agency, items=items, user=None)
    examine_stock(agency_id=agency.pk)


def test_pages_follow_each_other_and_cost_the_same(agency, agent_client):
    twins(agency, 2)
    agent_client.get("/kontakte/")  # the first page of a session notes where it began
    with CaptureQueriesContext(connection) as few:
        agent_client.get("/kontakte/doubletten/")
    twins(agency, SIZE + 5)
    with CaptureQueriesContext(connection) as many:
        response = agent_client.get("/kontakte/doubletten/")
    assert len(many) == len(few)
    seen = [row.kept.pk for row in response.context["rows"]]
    assert len(seen) == SIZE
    behind = agent_client.get(f"/kontakte/doubletten/{response.context['next_url']}")
    rest = [row.kept.pk for row in behind.context["rows"]]
    assert rest
    assert not set(rest) & set(seen)


@pytest.mark.parametrize(
    "cursor", ["x", "nan_1_2", "1_2", "0.9_99999999999999999999_1", "0.9_-1_1"]
)
def test_a_bad_cursor_begins_at_the_beginning(agency, agent_client, cursor):
    twins(agency, 1)
    response = agent_client.get("/kontakte/doubletten/", {"nach": cursor})
    assert len(response.context["rows"]) == 1


def test_certain_ones_can_be_shown_alone(agency, agent_client):
    twins(agency, 1)
    assert agent_client.get("/kontakte/doubletten/?sicherheit=sicher").context["rows"]
    assert not agent_client.get("/kontakte/doubletten/?sicherheit=wahrscheinlich").context["rows"]


def test_a_decision_is_remembered_and_can_be_taken_back(agency, agent_client):
    twins(agency, 1)
    row = agent_client.get("/kontakte/doubletten/").context["rows"][0]
    assert agent_client.post(row.apart_url).status_code == 303
    assert not agent_client.get("/kontakte/doubletten/").context["rows"]
    page = agent_client.get("/kontakte/doubletten/entschieden/").content.decode()
    assert row.kept.display_name in page
    decision = NotDuplicate.objects.get()
    agent_client.post(f"/kontakte/doubletten/entschieden/{decision.pk}/zuruecknehmen/")
    assert agent_client.get("/kontakte/doubletten/").context["rows"]


def test_all_certain_ones_are_merged_only_after_asking(agency, agent_client):
    twins(agency, 2)
    page = agent_client.get("/kontakte/doubletten/zusammenfuehren/").content.decode()
    assert "2 sichere Paare" in page
    assert Contact.objects.present().count() == 4
    agent_client.post("/kontakte/doubletten/zusammenfuehren/")
    assert Contact.objects.present().count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_asked_to_merge_nothing(agent_client, method):
    ask = getattr(agent_client, method)
    page = ask("/kontakte/doubletten/zusammenfuehren/", follow=True).content.decode()
    assert "Es gibt keine sicheren Paare mehr." in page
    assert "zusammenführen?" not in page


def test_many_are_merged_by_the_worker_and_undone_as_a_whole(agency, agent_client):
    twins(agency, AT_ONCE + 3)
    apart, deleted = open_pairs(agency.pk)[:2]
    page = agent_client.get("/kontakte/doubletten/zusammenfuehren/").content.decode()
    assert f"{AT_ONCE + 3} sichere Paare" in page
    response = agent_client.post("/kontakte/doubletten/zusammenfuehren/")
    run = BulkRun.objects.get()
    address = f"/kontakte/doubletten/laeufe/{run.pk}/"
    assert response.headers["Location"] == address
    assert Contact.objects.present().count() == 2 * (AT_ONCE + 3)
    tell_apart(one=apart.a, other=apart.b, user=run.released_by)
    delete_contact(contact=deleted.a)

    assert advance_bulk(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.total, run.failed) == (BulkState.DONE, AT_ONCE + 3, 1)
    assert "inzwischen gelöscht" in agent_client.get(address).content.decode()
    assert Contact.objects.present().count() == AT_ONCE + 1 + 2 + 1
    assert list(open_pairs(agency.pk)) == []

    agent_client.post(f"{address}rueckgaengig/")
    assert advance_bulk(run_id=run.pk)
    assert Contact.objects.present().count() == 2 * (AT_ONCE + 3) - 1


def test_three_that_are_one_become_one_in_a_run_of_several_parts(agency, agent_client):
    items = [
        ContactData(
            {"given_name": "Ottokar", "family_name": "Zwölfboth"},
            phones=[phone_row("+43 664 4821390")],
            emails=[email_row("ottokar@example.at")],
        )
        for _ in range(4)
    ]
    create_contacts(agency=agency, items=items, user=None)
    examine_stock(agency_id=agency.pk)
    pairs = certain_pairs(agency.pk)
    assert len(pairs) > 3
    assert sum(merge_pairs(agency_id=agency.pk, pairs=[pair]) for pair in pairs) == 3
    assert Contact.objects.present().count() == 1


def test_the_overview_links_to_the_pairs_with_their_number(agency, agent_client):
    twins(agency, 2)
    page = agent_client.get("/kontakte/").content.decode()
    assert '/kontakte/doubletten/">Doubletten<span class="badge badge-warn">2</span>' in page


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "Maria", "family_name": "Steininger"},
        {"family_name": "x", "phones-0-number": "0664/4821390"},
        {"emails-0-address": "maria.steininger@example.at"},
    ],
)
def test_the_hint_names_who_resembles_what_is_typed(agent_client, maria, typed):
    page = agent_client.post("/kontakte/aehnlich/", typed).content.decode()
    assert "Ähnlich:" in page
    assert f"/kontakte/{maria.pk}/" in page


@pytest.mark.parametrize(
    "typed",
    [{}, {"given_name": "Maria"}, {"contact": "x", "phones-0-number": "\x00"}, {"kind": "sonst"}],
)
def test_the_hint_is_silent_while_little_is_typed(agent_client, maria, typed):
    response = agent_client.post("/kontakte/aehnlich/", typed)
    assert response.status_code == 200
    assert "Ähnlich" not in response.content.decode()


def test_the_hint_on_a_contact_does_not_name_itself(agent_client, stranger_client, maria):
    typed = {"given_name": "Maria", "family_name": "Steininger"}
    own = {**typed, "contact": str(maria.pk)}
    assert "Ähnlich" not in agent_client.post("/kontakte/aehnlich/", own).content.decode()
    assert "Ähnlich" not in stranger_client.post("/kontakte/aehnlich/", typed).content.decode()
