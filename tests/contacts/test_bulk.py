"""Actions on many contacts: at once or by the worker, undone as a whole; and exports."""

import csv
import io

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from audit.models import Activity, Change
from audit.undo import undo_context
from base.jobs.bulk.models import BulkRun, BulkState
from base.jobs.bulk.services import advance_bulk, sweep_bulk
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.export.sheets import harmless
from contacts.listing.selection import Selection
from contacts.models import Contact, ContactWord
from contacts.services import change_contacts, create_contacts
from contacts.vcard.reading import read_cards


@pytest.fixture
def many(agency, agent):
    items = [
        ContactData({"family_name": f"Test{n:03}", "tags": ["Alt"] if n % 2 else []})
        for n in range(250)
    ]
    return create_contacts(agency=agency, items=items, user=agent)


def fields(contacts, name):
    return list(
        Contact.objects.filter(pk__in=[c.pk for c in contacts])
        .order_by("pk")
        .values_list(name, flat=True)
    )


def change(agency, contacts, what, **values):
    ids = [contact.pk for contact in contacts]
    change_contacts(agency=agency, ids=ids, change=what, values=values)


def test_tags_are_added_once_and_taken_off_whatever_their_capitals(agency, many):
    change(agency, many[:2], "tag", tags=["alt", "VIP"])
    assert fields(many[:2], "tags") == [["alt", "VIP"], ["Alt", "VIP"]]
    assert fields(many[:2], "tags_key") == ["alt, vip", "alt, vip"]
    assert ContactWord.objects.filter(word="vip").count() == 2
    change(agency, many[:3], "untag", tags=["ALT"])
    assert fields(many[:2], "tags") == [["VIP"], ["VIP"]]


def test_assigning_sets_name_and_key_and_refuses_strangers(agency, many, administrator, stranger):
    change(agency, many[:3], "assign", responsible=administrator.pk)
    assert fields(many[:3], "responsible") == [administrator.pk] * 3
    assert fields(many[:3], "responsible_key") == ["ada huber"] * 3
    with pytest.raises(Exception, match="nicht mehr zum Büro"):
        change(agency, many[:3], "assign", responsible=stranger.pk)


def test_contacts_of_others_and_deleted_ones_stay_as_they_are(agency, other_agency, many):
    change(other_agency, many[:3], "status", status="closed")
    change(other_agency, many[:3], "tag", tags=["x"])
    change(other_agency, many[:3], "delete")
    assert fields(many[:3], "status") == ["new"] * 3
    assert fields(many[:3], "deleted_at") == [None] * 3
    change(agency, many[:1], "delete")
    change(agency, many[:1], "tag", tags=["x"])
    assert "x" not in fields(many[:1], "tags")[0]


def _prefixed(values):
    mine = {"status", "tags", "responsible"}
    return {f"neu-{name}" if name in mine else name: value for name, value in values.items()}


def post(client, action, contacts=(), **values):
    ids = [contact.pk for contact in contacts]
    return client.post(f"/kontakte/auswahl/{action}/", {"id": ids, **_prefixed(values)})


def test_a_few_are_changed_at_once_and_undone_by_the_toast(agency, agent_client, many):
    response = post(agent_client, "status", many[:5], status="active", q="test")
    assert response.headers["Location"] == "/kontakte/?q=test"
    assert fields(many[:6], "status") == ["active"] * 5 + ["new"]
    page = agent_client.get("/kontakte/").content.decode()
    assert "Status setzen: 5 Kontakte." in page
    context = (
        Change.objects.filter(action="contacts.bulk_status").values("context").distinct().get()
    )
    assert f"/rueckgaengig/{context['context']}/" in page
    undo_context(context=context["context"], agency_id=agency.pk)
    assert fields(many[:5], "status") == ["new"] * 5


def test_all_hits_are_changed_by_the_worker_and_undone_as_a_whole(
    agency, agent, agent_client, many
):
    response = post(agent_client, "schlagwort", tags="Neu, Gut", auswahl="alle", q="test")
    run = BulkRun.objects.get()
    assert response.headers["Location"] == f"/kontakte/laeufe/{run.pk}/"
    assert run.state == BulkState.QUEUED
    assert (
        "wartet auf ihre Verarbeitung"
        in agent_client.get(f"/kontakte/laeufe/{run.pk}/").content.decode()
    )
    assert advance_bulk(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.total, run.done, run.failed) == (BulkState.DONE, 250, 250, 0)
    assert all("Gut" in tags for tags in fields(many, "tags"))
    assert set(Change.objects.filter(context=run.context).values_list("actor", flat=True)) == {
        "Anna Huber"
    }
    assert not advance_bulk(run_id=run.pk)
    Contact.objects.filter(pk=many[0].pk).update(tags=["Später"])
    agent_client.post(f"/kontakte/laeufe/{run.pk}/rueckgaengig/")
    assert advance_bulk(run_id=run.pk)
    run.refresh_from_db()
    assert run.state == BulkState.UNDONE
    assert "geblieben" in run.message
    assert fields(many[:3], "tags") == [["Später"], ["Alt"], []]
    assert not ContactWord.objects.filter(word="gut").exists()
    again = agent_client.post(f"/kontakte/laeufe/{run.pk}/rueckgaengig/", follow=True)
    assert "nichts rückgängig zu machen" in again.content.decode()


def test_an_action_may_change_what_the_selection_finds(agency, agent_client, many):
    data = {"auswahl": "alle", "status": "new", "neu-status": "closed"}
    agent_client.post("/kontakte/auswahl/status/", data)
    run = BulkRun.objects.get()
    assert run.selection == {"query": "status=new", "ids": []}
    advance_bulk(run_id=run.pk)
    assert set(fields(many, "status")) == {"closed"}


def test_a_run_that_was_cut_off_goes_on_behind_its_last_part(agency, agent_client, many):
    post(agent_client, "loeschen", auswahl="alle")
    run = BulkRun.objects.get()
    run.ids, run.total, run.done, run.state = [c.pk for c in many], 250, 200, BulkState.RUNNING
    run.save()
    advance_bulk(run_id=run.pk)
    assert [value is None for value in fields(many, "deleted_at")] == [True] * 200 + [False] * 50
    assert sweep_bulk() == 0


def test_what_cannot_be_done_is_counted_and_told(agency, agent_client, administrator, many):
    post(agent_client, "zustaendig", auswahl="alle", responsible=administrator.pk)
    run = BulkRun.objects.get()
    run.values["values"]["responsible"] = 999_999
    run.save()
    advance_bulk(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.failed) == (BulkState.DONE, 250)
    assert "gehört nicht mehr" in run.message


def test_wrong_input_is_refused_with_all_that_was_chosen(agent_client, many):
    refused = post(agent_client, "schlagwort", many[:2], tags="")
    assert refused.status_code == 422
    assert f'name="id" value="{many[1].pk}"' in refused.content.decode()
    assert "/kontakte/" in post(agent_client, "status", status="new").headers["Location"]


def test_readers_and_strangers_change_nothing(reader_client, stranger_client, many):
    assert post(reader_client, "loeschen", many[:1]).status_code == 403
    post(stranger_client, "loeschen", many[:1])
    assert fields(many[:1], "deleted_at") == [None]


def test_a_selection_survives_as_json():
    for query in ("id=3&id=5&q=x", "auswahl=alle&rolle=owner&sort=-place&q=anna"):
        chosen = Selection.of(QueryDict(query))
        assert Selection.from_json(chosen.as_json()) == chosen


# Exports


@pytest.fixture
def shown(agency, agent, maria):
    create_contacts(
        agency=agency,
        user=agent,
        items=[
            ContactData(
                {"family_name": "=1+1", "company_name": "@SUM", "tags": ["-x"]},
                phones=[phone_row("+43 664 1234567")],
                emails=[email_row("a@example.at")],
                addresses=[address_row(postal_code="1010", place="Wien")],
            )
        ],
    )
    return maria


def content(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_csv_has_what_is_shown_for_excel_in_german(agent_client, agent, shown):
    url = "/kontakte/export/?format=csv&sort=-name&spalten=name,phone,tags,created,orders"
    raw = content(agent_client.get(url))
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Name", "Telefon", "Schlagwörter", "Angelegt", "Suchaufträge"]
    assert [row[0] for row in rows[1:]] == ["Mag. Maria Steininger", "'=1+1"]
    assert rows[2][1:3] == ["+43 664 1234567", "'-x"]
    assert rows[1][3].count(".") == 2
    activity = Activity.objects.get(kind="contacts.exported")
    assert activity.actor == "Anna Huber"
    assert activity.evidence["count"] == 2
    assert "Anna Huber" in agent_client.get("/kontakte/export/").content.decode()


def test_xlsx_has_dates_numbers_and_no_formula(agent_client, shown):
    url = "/kontakte/export/?format=xlsx&spalten=name,company,created,orders&sort=name"
    sheet = load_workbook(io.BytesIO(content(agent_client.get(url)))).active
    rows = [list(row) for row in sheet.iter_rows()]
    assert [cell.value for cell in rows[0]] == ["Name", "Firma", "Angelegt", "Suchaufträge"]
    assert (rows[1][0].value, rows[1][0].data_type) == ("=1+1", "s")
    assert rows[1][2].is_date
    assert rows[1][3].value == 0


@pytest.mark.parametrize(("code", "version"), [("vcard3", b"3.0"), ("vcard4", b"4.0")])
def test_vcards_are_read_again_as_the_same_people(agent_client, shown, code, version):
    raw = content(agent_client.get(f"/kontakte/export/?format={code}&id={shown.pk}"))
    assert b"VERSION:" + version in raw
    (card,) = read_cards(raw)
    assert (card.given_name, card.family_name, card.title_before) == ("Maria", "Steininger", "Mag.")
    assert [phone.number for phone in card.phones] == ["+43 664 4821390", "+43 316 824410"]
    assert card.addresses[0].street == "Heinrichstraße"
    assert card.addresses[0].house_number == "20"
    assert card.categories == ("Altbau",)
    assert card.problems == ()


def test_an_export_follows_the_filters_and_keeps_to_the_agency(
    agent_client, stranger_client, shown
):
    url = "/kontakte/export/?format=csv&q=steininger"
    assert content(agent_client.get(url)).count(b"\r\n") == 2
    assert content(stranger_client.get(url)).count(b"\r\n") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1", "'=1"),
        ("+1+2", "'+1+2"),
        ("@x", "'@x"),
        ("-1", "'-1"),
        ("\tx", "'\tx"),
        ("+43 664 123", "+43 664 123"),
        ("Maria", "Maria"),
        ("", ""),
    ],
)
def test_no_spreadsheet_calculates_what_was_typed(text, expected):
    assert harmless(text) == expected
