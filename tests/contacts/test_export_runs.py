"""A workbook of many contacts is written by the worker and fetched by who asked for it."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import Activity
from base.jobs.bulk.models import BulkRun
from base.jobs.bulk.services import advance_bulk, forget_files
from contacts.data import ContactData
from contacts.export import sheets
from contacts.export import views as export
from contacts.services import create_contacts

ASKED = "/kontakte/export/?auswahl=alle&format=xlsx&spalten=name,created&sort=-name"


@pytest.fixture
def many(agency, agent, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 3)
    items = [ContactData({"family_name": f"Test{n}"}) for n in range(5)]
    return create_contacts(agency=agency, items=items, user=agent)


@pytest.fixture
def run(many, agent_client) -> BulkRun:
    response = agent_client.post(ASKED)
    made = BulkRun.objects.get()
    assert response.headers["Location"] == f"/kontakte/export/{made.pk}/"
    return made


def page(client, run):
    return client.get(f"/kontakte/export/{run.pk}/").content.decode()


def test_only_a_large_workbook_is_left_to_the_worker(agent_client, reader_client, many):
    text = agent_client.get("/kontakte/export/?auswahl=alle").content.decode()
    assert text.count("Erstellen") == 1
    assert text.count("Laden") == 3
    assert (
        "Erstellen" not in agent_client.get(f"/kontakte/export/?id={many[0].pk}").content.decode()
    )
    assert "Erstellen" not in reader_client.get("/kontakte/export/").content.decode()


def test_it_holds_what_was_shown_and_is_on_record(agent, agent_client, run):
    assert "wartet auf ihre Verarbeitung" in page(agent_client, run)
    assert agent_client.get(f"/kontakte/export/{run.pk}/datei/").status_code == 404
    assert advance_bulk(run_id=run.pk) is True
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == ("done", 5, 5)
    text = page(agent_client, run)
    assert "kontakte.xlsx" in text
    assert "Rückgängig" not in text
    response = agent_client.get(f"/kontakte/export/{run.pk}/datei/")
    assert response.headers["Cache-Control"] == "private, no-store"
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    names = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert names == ["Name", "Test4", "Test3", "Test2", "Test1", "Test0"]
    told = Activity.objects.get(kind="contacts.exported")
    assert (told.actor_id, told.evidence["count"]) == (agent.pk, 5)


def test_a_colleague_sees_the_run_and_cannot_fetch_the_file(administrator_client, run):
    advance_bulk(run_id=run.pk)
    assert "kontakte.xlsx" not in page(administrator_client, run)
    assert administrator_client.get(f"/kontakte/export/{run.pk}/datei/").status_code == 404


def test_the_file_is_gone_after_a_week_and_the_page_says_so(
    agent_client, run, django_capture_on_commit_callbacks
):
    advance_bulk(run_id=run.pk)
    run.refresh_from_db()
    name = run.file.name
    assert forget_files() == 0
    with (
        time_machine.travel(timezone.now() + timedelta(days=8)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert forget_files() == 1
        assert forget_files() == 0
    assert not default_storage.exists(name)
    assert "Die Datei ist gelöscht" in page(agent_client, run)
    assert agent_client.get(f"/kontakte/export/{run.pk}/datei/").status_code == 404


def test_what_no_sheet_can_hold_is_told(agent_client, run, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    advance_bulk(run_id=run.pk)
    assert "So viele Zeilen fasst Excel nicht" in page(agent_client, run)
    run.refresh_from_db()
    assert not run.file


def test_a_failure_ends_the_run_and_is_told(agent_client, run):
    BulkRun.objects.filter(pk=run.pk).update(
        values={"format": "csv", "columns": ["name"], "language": "de"}
    )
    advance_bulk(run_id=run.pk)
    assert "ließ sich nicht schreiben" in page(agent_client, run)
