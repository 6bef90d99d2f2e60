"""The whole system, with parts that hang, die and come back, as `/healthz` and people see it."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

import psutil
import psycopg
import pytest
from celery import Celery

from immonaut.stack.paths import BASE_DIR
from immonaut.stack.process import wait_until
from immonaut.stack.supervisor import Stack
from tests.processes import mentioning

# A signal of life each second, and late is who misses three: about four seconds.
QUICK = {"PULSE_SECONDS": "1", "PULSES_MISSED": "3"}
PATIENCE = 40
# An answer takes at most one second of its own; the rest is for a machine that is busy. What hangs
# would hang for longer than anybody asks.
IN_TIME = 9
NOTE = "E-Mails gehen zurzeit nicht hinaus."
WAITING = "Importe, Exporte, Sammelaktionen und Auswertungen warten"
SCHEDULE = "Was von selbst geschieht"
# A colleague with a mail that waits for its second attempt.
COLLEAGUE = """
from django.test import Client
from django.utils import timezone
from base.accounts.models import Agency, User
from contacts.models import Contact
from sharing.models import OutboxMail
agency = Agency.objects.create(slug="huber", name="Huber")
user = User.objects.create_user("anna@huber.example", name="Anna", agency=agency)
contact = Contact.objects.create(agency=agency, family_name="Kunde")
OutboxMail.objects.create(
    agency=agency, contact=contact, sender="a@huber.example", to="b@x.example", subject="S",
    text="T", message_id="<1@x>", next_attempt_at=timezone.now() + timezone.timedelta(days=1))
browser = Client()
browser.force_login(user)
print(browser.cookies["immonaut_session"].value)
"""


class Watched:
    """A running stack, asked as a supervisor and as a colleague ask it."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.session = self.manage("shell", "-v", "0", "-c", COLLEAGUE).stdout.strip()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.stack.env,
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, method: str = "GET") -> tuple[int, dict, float]:
        """Status and contents of the health check, and how long it took."""
        request = urllib.request.Request(
            f"{self.stack.url}/healthz",
            method=method,
            headers={"Cookie": f"immonaut_session={self.session}"},
        )
        started = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read()
        return status, json.loads(body or "{}"), time.monotonic() - started

    def state(self, part: str) -> str:
        return self.ask()[1]["parts"][part]["state"]

    def page(self, path: str = "/") -> str:
        request = urllib.request.Request(
            self.stack.url + path, headers={"Cookie": f"immonaut_session={self.session}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode()

    def becomes(self, part: str, state: str) -> None:
        wait_until(
            lambda: self.state(part) == state, f"{part} being {state}", seconds=PATIENCE, pause=0.2
        )

    @contextmanager
    def stopped(self, part: str):
        """Its process and all below it are alive and do nothing."""
        processes = [self.process(part)]
        processes += processes[0].children(recursive=True)
        _signal_all(processes, signal.SIGSTOP)
        try:
            yield
        finally:
            _signal_all(processes, signal.SIGCONT)

    def process(self, part: str) -> psutil.Process:
        run = self.stack.mailbox_dir.parent / "run"
        return psutil.Process(json.loads((run / f"{part}.pid").read_text())["pid"])

    def server(self, command: str) -> list[psutil.Process]:
        """The processes of a server that this stack started."""
        own = psutil.Process(os.getpid()).children(recursive=True)
        return mentioning(own, command)


def _signal_all(processes: list[psutil.Process], number: signal.Signals) -> None:
    """A child that has ended meanwhile needs no signal."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    with Stack(tmp_path_factory.mktemp("health"), env=QUICK) as stack:
        watched = Watched(stack)
        for part in ("worker", "mail_worker", "scheduler"):
            watched.becomes(part, "ok")
        yield watched


def test_all_is_well(watched):
    status, found, _took = watched.ask()
    assert (status, found["state"]) == (200, "ok")
    assert {part: set(entry) for part, entry in found["parts"].items()} == {
        "web": {"state"},
        "database": {"state"},
        "broker": {"state"},
        "worker": {"state", "age"},
        "mail_worker": {"state", "age"},
        "scheduler": {"state", "age"},
    }
    assert all(found["parts"][part]["age"] < 5 for part in ("worker", "mail_worker", "scheduler"))
    assert watched.ask("HEAD")[:2] == (200, {})
    assert "zurzeit" not in watched.page()
    assert NOTE not in watched.page("/postausgang/")


@pytest.mark.parametrize(
    ("process", "part", "note"),
    [
        ("worker", "worker", WAITING),
        ("mail-worker", "mail_worker", NOTE),
        ("beat", "scheduler", SCHEDULE),
    ],
)
def test_a_part_that_hangs_is_seen_until_it_goes_on(watched, process, part, note):
    with watched.stopped(process):
        watched.becomes(part, "late")
        assert watched.process(process).is_running()
        status, found, _took = watched.ask()
        assert (status, found["state"]) == (200, "late")
        assert [name for name, entry in found["parts"].items() if entry["state"] == "late"] == [
            part
        ]
        page = watched.page()
        assert note in page
        assert "Seit heute, " in page
        shown = NOTE in watched.page("/postausgang/"), NOTE in watched.page("/postfach/")
        assert shown == (part == "mail_worker",) * 2
        command = watched.manage("health", part)
        assert (command.returncode, json.loads(command.stdout)["state"]) == (1, "late")
    watched.becomes(part, "ok")
    assert note not in watched.page()
    assert watched.manage("health", part).returncode == 0


def test_a_worker_whose_slots_are_all_busy_is_seen(watched):
    broker = Celery(broker=watched.stack.env["REDIS_URL"])
    with psycopg.connect(watched.stack.env["DATABASE_OWNER_URL"]) as connection:
        connection.execute("LOCK TABLE jobs_bulkrun IN ACCESS EXCLUSIVE MODE")
        for _ in range(2):
            broker.send_task("jobs.sweep_bulk")
        watched.becomes("worker", "late")
        assert watched.state("mail_worker") == "ok"
        assert WAITING in watched.page()
    watched.becomes("worker", "ok")
    broker.close()


def test_a_worker_that_died_is_seen(watched):
    watched.process("mail-worker").kill()
    watched.becomes("mail_worker", "late")
    watched.stack.start("mail-worker")
    watched.becomes("mail_worker", "ok")


def test_without_the_broker_the_web_is_well_and_nothing_else(watched):
    watched.stack.stop("broker")
    try:
        watched.becomes("worker", "late")
        status, found, took = watched.ask()
        assert (status, found["state"], found["parts"]["broker"]["state"]) == (200, "down", "down")
        assert found["parts"]["scheduler"]["state"] == "ok"
        assert took < IN_TIME
        page = watched.page()
        assert NOTE in page
        assert WAITING in page
    finally:
        watched.stack.start("broker")
    for part in ("broker", "worker", "mail_worker"):
        watched.becomes(part, "ok")


@contextmanager
def _hanging(processes):
    _signal_all(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal_all(processes, signal.SIGCONT)


def test_a_broker_that_hangs_holds_nobody_up(watched):
    servers = watched.server("valkey-server")
    assert servers
    with _hanging(servers):
        status, found, took = watched.ask()
    assert (status, found["parts"]["broker"]["state"]) == (200, "late")
    assert took < IN_TIME
    watched.becomes("worker", "ok")


def test_a_database_that_hangs_is_told_in_time_however_many_ask(watched):
    servers = watched.server("postgres")
    assert servers
    with _hanging(servers):
        answers = [watched.ask() for _ in range(3)]
    for status, found, took in answers:
        assert (status, found["parts"]["database"]["state"]) == (503, "late")
        assert found["parts"]["worker"]["state"] == "unknown"
        assert took < IN_TIME
    watched.becomes("database", "ok")


def test_a_database_that_is_gone_is_told_and_comes_back(watched):
    watched.stack.stop("database")
    try:
        status, found, took = watched.ask()
    finally:
        watched.stack.start("database")
    assert (status, found["parts"]["database"]["state"]) == (503, "down")
    assert took < IN_TIME
    for part in ("database", "worker", "mail_worker", "scheduler"):
        watched.becomes(part, "ok")


def test_it_tells_no_secrets_and_no_versions(watched):
    told = json.dumps(watched.ask()[1])
    for secret in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"):
        assert watched.stack.env[secret] not in told
    words = set(told.replace('"', " ").replace(":", " ").replace(",", " ").split())
    assert not any(word.count(".") > 1 for word in words)
