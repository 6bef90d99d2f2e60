"""Carrying out: large runs by a worker, interrupted ones, a broker that is down."""

import time

import pytest
from celery import Celery
from django.core.files.base import ContentFile
from django.db import connection

from audit.models import Change
from base.errors import DomainError
from base.jobs import tasks
from base.jobs.models import ImportRun
from base.jobs.services import advance_run, decide, release_run, start_run, sweep_runs, undo_run
from base.jobs.services.handover import MOST_AT_ONCE
from base.jobs.services.work import _LOCK_SPACE
from contacts.models import Contact
from contacts.services import delete_contact
from tests.contacts.imports.cards import HANS, MARIA, numbered, vcf


@pytest.fixture
def begin(agency, agent):
    def upload(content, name="a.vcf"):
        files = [ContentFile(content, name=name)]
        return start_run(agency=agency, kind="contacts", user=agent, uploads=files)

    return upload


@pytest.fixture
def _no_broker(monkeypatch):
    """A Celery application as ours, whose broker is gone: nothing listens at port 1."""
    lonely = Celery("lonely", set_as_current=False)
    lonely.config_from_object("django.conf:settings", namespace="CELERY")
    lonely.conf.broker_url = "redis://127.0.0.1:1/0"
    monkeypatch.setattr("base.runs.handover.current_app", lonely)


@pytest.mark.usefixtures("_no_broker")
def test_a_large_run_waits_for_a_worker_and_a_dead_broker_hurts_nobody(
    begin, agent, agent_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        run = begin(numbered(MOST_AT_ONCE + 1))
    url = f"/kontakte/import/{run.pk}/"
    assert "Dateien werden gelesen" in agent_client.get(url).content.decode()
    assert agent_client.post(url, {"do": "import"}).status_code == 422
    assert tasks.advance(run.pk) is True
    assert "1–50 von 301" in agent_client.get(url).content.decode()
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        response = agent_client.post(url, {"do": "import"})
    assert len(callbacks) == 1
    assert time.monotonic() - began < 3
    assert response.status_code == 303
    assert not Contact.objects.exists()
    page = agent_client.get(url).content.decode()
    assert "wartet auf seine Verarbeitung" in page
    assert '<progress class="progress" value="0" max="301"' in page
    assert sweep_runs() == 0  # still no broker
    assert tasks.advance(run.pk) is True
    assert Contact.objects.count() == MOST_AT_ONCE + 1
    assert set(Change.objects.filter(context=run.context).values_list("actor_id", flat=True)) == {
        agent.pk
    }
    headers = {"HX-Request": "true", "HX-Target": "import-progress"}
    assert agent_client.get(url, headers=headers).headers["HX-Redirect"] == url
    assert "Ergebnis des Imports" in agent_client.get(url).content.decode()
    assert undo_run(run=run) is None
    page = agent_client.get(url).content.decode()
    assert "Import wird rückgängig gemacht" in page
    assert tasks.advance(run.pk) is True
    assert "Rückgängig gemacht" in agent_client.get(url).content.decode()
    assert not Contact.objects.present().exists()


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(begin, agent, agent_client):
    run = begin(vcf(MARIA, HANS))
    release_run(run=run, user=agent)
    first, second = run.items.order_by("pk")
    kept = first.result_id
    # As a killed process leaves it: one item done, the other neither created nor noted.
    run.sources.get().keep(vcf(MARIA, HANS))
    delete_contact(contact=Contact.objects.get(pk=second.result_id))
    ImportRun.objects.filter(pk=run.pk).update(state="running", finished_at=None)
    run.items.filter(pk=second.pk).update(outcome="pending", result_id=None)
    fragment = agent_client.get(
        f"/kontakte/import/{run.pk}/",
        headers={"HX-Request": "true", "HX-Target": "import-progress"},
    ).content.decode()
    assert fragment.strip().startswith('<div id="import-progress"')
    assert "1 von 2 bearbeitet" in fragment
    assert advance_run(run_id=run.pk) is True
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.result_id == kept
    assert second.outcome == "created"
    run.refresh_from_db()
    assert run.state == "done"
    assert advance_run(run_id=run.pk) is False


def test_an_item_and_its_result_are_one_transaction(begin, agent, monkeypatch):
    run = begin(vcf(MARIA))

    def cut_off(items, results):
        raise KeyboardInterrupt

    monkeypatch.setattr("base.jobs.services.work._keep_results", cut_off)
    with pytest.raises(KeyboardInterrupt):
        release_run(run=run, user=agent)
    assert not Contact.objects.exists()
    monkeypatch.undo()
    assert advance_run(run_id=run.pk) is True
    assert Contact.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_only_one_process_carries_a_run_out(begin, agent):
    run = begin(vcf(MARIA))
    ImportRun.objects.filter(pk=run.pk).update(state="queued", released_by=agent)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_LOCK_SPACE, run.pk])
            assert advance_run(run_id=run.pk) is False
            assert not Contact.objects.exists()
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK_SPACE, run.pk])
        assert advance_run(run_id=run.pk) is True
    finally:
        other.close()


def test_what_the_database_refuses_is_one_rejected_item(begin, agent):
    run = begin(vcf(MARIA, HANS))
    first = run.items.order_by("pk").first()
    run.items.filter(pk=first.pk).update(position=77)  # a card the file does not have
    release_run(run=run, user=agent)
    first.refresh_from_db()
    assert (first.outcome, first.message) == (
        "rejected",
        "Die Angaben lassen sich nicht speichern.",
    )
    assert Contact.objects.count() == 1


def test_a_released_run_takes_no_more_decisions(begin, agent):
    run = begin(vcf(MARIA))
    release_run(run=run, user=agent)
    with pytest.raises(DomainError):
        decide(run=run, decisions={run.items.get().pk: "skip"})
    with pytest.raises(DomainError):
        release_run(run=run, user=agent)


def test_the_sweep_finds_what_waits(begin, agent, monkeypatch):
    sent = []
    monkeypatch.setattr(
        "base.runs.handover.current_app.send_task",
        lambda name, args, **how: sent.append((name, args)),
    )
    waiting, cut_off, open_run = begin(vcf(MARIA)), begin(vcf(HANS)), begin(vcf(HANS))
    ImportRun.objects.filter(pk=waiting.pk).update(state="queued")
    ImportRun.objects.filter(pk=cut_off.pk).update(state="running")
    assert sweep_runs() == 2
    assert sent == [("jobs.advance", [waiting.pk]), ("jobs.advance", [cut_off.pk])]
    assert open_run.state == "review"


def test_zero_characters_do_not_stop_a_review(begin):
    run = begin(vcf(MARIA.replace("Sucht", "Su\x00cht")), name="a\x00b.vcf")
    assert run.items.count() == 1
    assert "\x00" not in run.sources.get().name
