"""The rule that says who is late, and what of it survives a hard end."""

import math
from datetime import datetime

import pytest
from celery import Celery

from base.health.notes import what_stands_still
from base.health.parts import Beat, Part, State, judge
from base.health.pulses import note_expected, note_seen, read_beats
from base.health.working import PULSE, WatchedScheduler
from base.jobs.bulk.models import BulkRun
from base.jobs.models import ImportRun, RunState
from contacts.listing.services.bulk import KIND as CONTACTS

LONG = math.inf
WAITING = "Auswertungen warten zurzeit"
NOW = datetime(2026, 11, 28)


@pytest.fixture(autouse=True)
def _ten_seconds_and_three(settings):
    settings.PULSE_SECONDS, settings.PULSES_MISSED = 10, 3


def states(scheduler=0.0, worker=0, mail=0, running_for=LONG):
    beats = {
        Part.SCHEDULER: Beat(NOW, scheduler),
        Part.WORKER: Beat(NOW, 0.0, worker),
        Part.MAIL_WORKER: Beat(NOW, 0.0, mail),
    }
    judged = judge(beats, running_for)
    return [judged[part].state for part in (Part.SCHEDULER, Part.WORKER, Part.MAIL_WORKER)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["ok", "ok", "ok"]),
        ({"worker": 3}, ["ok", "ok", "ok"]),
        ({"worker": 4}, ["ok", "late", "ok"]),
        ({"mail": 4}, ["ok", "ok", "late"]),
        ({"scheduler": 30}, ["ok", "ok", "ok"]),
        ({"scheduler": 31}, ["late", "unknown", "unknown"]),
        ({"scheduler": 31, "worker": 4}, ["late", "late", "unknown"]),
        ({"scheduler": 31, "worker": 4, "running_for": 39}, ["unknown", "unknown", "unknown"]),
        ({"worker": 4, "running_for": 40}, ["ok", "late", "ok"]),
    ],
)
def test_late_is_who_missed_more_than_three(given, expected):
    assert states(**given) == expected


def test_who_was_never_seen_is_late_unless_all_has_only_just_started():
    assert judge({}, LONG)[Part.SCHEDULER].state is State.LATE
    assert judge({}, 5)[Part.SCHEDULER].state is State.UNKNOWN


@pytest.mark.django_db
def test_signs_of_life_are_counted_by_the_clock_of_the_database():
    for _ in range(3):
        note_expected(Part.WORKER)
    assert read_beats()[Part.WORKER] == Beat(None, None, 3)
    note_seen(Part.WORKER)
    note_expected(Part.WORKER)
    found = read_beats()[Part.WORKER]
    assert found.missed == 1
    assert found.age is not None
    assert 0 <= found.age < 60


@pytest.mark.django_db
def test_the_note_costs_one_query_and_nothing_is_said_of_a_start(
    settings, django_assert_num_queries
):
    settings.PULSE_SECONDS = 1e9  # no process has run for as long
    with django_assert_num_queries(1):
        assert what_stands_still() == []
    settings.PULSE_SECONDS = 1e-6
    with django_assert_num_queries(1):
        assert [stop.part for stop in what_stands_still()] == [Part.SCHEDULER]


@pytest.mark.django_db
@pytest.mark.parametrize("torn", [b"", b"\x80\x04torn", b"\x80\x05K\x01."])
def test_a_torn_file_of_last_runs_does_not_keep_the_scheduler_from_starting(tmp_path, torn):
    app = Celery("immonaut", set_as_current=False)
    app.conf.beat_schedule = {"a": {"task": "x.y", "schedule": 9}}
    file = tmp_path / "beat"
    first = WatchedScheduler(app=app, schedule_filename=str(file))
    first.close()
    for written in tmp_path.iterdir():
        if written.suffix in ("", ".dat", ".db"):
            written.write_bytes(torn)
    again = WatchedScheduler(app=app, schedule_filename=str(file))
    assert "a" in again.schedule
    again.close()


@pytest.mark.django_db
def test_the_scheduler_counts_a_pulse_also_when_the_broker_is_down(tmp_path):
    app = Celery("immonaut", set_as_current=False, broker="redis://127.0.0.1:1/0")
    app.conf.broker_transport_options = {"max_retries": 0}
    app.conf.task_publish_retry = False
    app.conf.beat_schedule = {
        "pulse": {"task": PULSE, "schedule": 9, "options": {"queue": "mail", "expires": 9}}
    }
    scheduler = WatchedScheduler(app=app, schedule_filename=str(tmp_path / "beat"))
    scheduler.apply_entry(scheduler.schedule["pulse"])
    beats = read_beats()
    assert beats[Part.MAIL_WORKER].missed == 1
    assert beats[Part.SCHEDULER].missed == 0
    assert beats[Part.SCHEDULER].at is not None
    scheduler.close()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/kontakte/laeufe/{bulk}/", "/kontakte/import/{imported}/"])
def test_runs_that_wait_say_why(settings, agent_client, agency, agent, page):
    bulk = BulkRun.objects.create(agency=agency, kind=CONTACTS, title="Status", released_by=agent)
    imported = ImportRun.objects.create(
        agency=agency, kind=CONTACTS, state=RunState.QUEUED, released_by=agent
    )
    address = page.format(bulk=bulk.pk, imported=imported.pk)
    settings.PULSE_SECONDS = 1e-6  # it has run for long
    assert WAITING not in agent_client.get(address).content.decode()
    for _ in range(settings.PULSES_MISSED + 1):
        note_expected(Part.WORKER)
    assert WAITING in agent_client.get(address).content.decode()
    note_seen(Part.WORKER)
    assert WAITING not in agent_client.get(address).content.decode()
    note_expected(Part.WORKER)
    assert WAITING not in agent_client.get(address).content.decode()
