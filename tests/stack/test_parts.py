"""Single parts: roles, mailbox, leftovers, and a whole stack whose broker stops."""

import json
import os
import signal
import smtplib
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest

from immonaut.stack.application import is_healthy
from immonaut.stack.paths import BASE_DIR, StackError, scratch_folder, temporary_layout
from immonaut.stack.postgres import DISCREET
from immonaut.stack.process import Child, end_leftover, wait_until
from immonaut.stack.servers import Servers, environment, needed
from immonaut.stack.supervisor import Stack


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    with scratch_folder() as scratch:
        layout = temporary_layout(tmp_path_factory.mktemp("var"), scratch)
        layout.prepare()
        servers = Servers(layout, ["database", "mail"])
        try:
            yield servers.start()
        finally:
            servers.stop()


def test_the_owner_makes_databases_and_the_application_only_uses_them(addresses):
    with psycopg.connect(addresses["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("CREATE DATABASE another")
        owner.execute("CREATE TABLE thing (id int)")
        assert owner.execute("SELECT lower('ÄÖÜ')").fetchone() == ("äöü",)
    with psycopg.connect(addresses["DATABASE_URL"], autocommit=True) as application:
        for forbidden in ("CREATE TABLE other (id int)", "SELECT * FROM thing", "CREATE ROLE x"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(forbidden)


def test_the_servers_log_holds_no_values(addresses):
    log = next(Path(addresses["MAILBOX_DIR"]).parent.rglob("postgres.log"))
    with psycopg.connect(addresses["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("CREATE TABLE person (email text UNIQUE, age int)")
        for query, values in (
            ("INSERT INTO person VALUES (%s, 1), (%s, 1)", ["geheim@x.example"] * 2),
            ("SELECT %s::int FROM person", ["geheimes Wort"]),
            ("SELECT 'geheim' FROM nowhere", []),
        ):
            with pytest.raises(psycopg.Error):
                owner.execute(query, values)
    written = log.read_text()
    assert "ready to accept connections" in written
    assert "geheim" not in written


def test_compose_keeps_values_out_of_the_servers_log_as_well():
    compose = (BASE_DIR / "docker-compose.yml").read_text()
    missing = [f"-c{name}={value}" for name, value in DISCREET.items()]
    assert [option for option in missing if f"- {option}\n" not in compose] == []


def test_a_mail_becomes_one_file(addresses):
    port = urlsplit(addresses["EMAIL_URL"]).port
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("a@x.example", ["b@y.example"], "Subject: Grüße\r\n\r\nHallo\r\n".encode())
    (file,) = Path(addresses["MAILBOX_DIR"]).glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["X-Envelope-To"] == "b@y.example"
    assert mail.get_content().strip() == "Hallo"


def test_a_whole_stack_lives_without_its_broker(tmp_path):
    with Stack(tmp_path / "Stapel ä") as stack:
        port = int(stack.env["PUBLIC_URL"].rsplit(":", 1)[1])
        assert stack.url == stack.env["PUBLIC_URL"]
        stack.stop("broker")
        assert is_healthy(port)
        stack.start("broker")
        (pid,) = [json.loads(note.read_text())["pid"] for note in tmp_path.rglob("valkey.pid")]
        os.kill(pid, signal.SIGKILL)
        minder = stack.minders()["broker"]
        wait_until(lambda: not minder.alive(), "the end of the broker", seconds=10)
        minder.tick()
        assert minder.alive(), "what died is brought back as in `make run`"
        stack.stop("web")
        assert not is_healthy(port)
        stack.start("web")
        wait_until(lambda: is_healthy(port), "health", seconds=60)


def test_a_leftover_is_ended_only_when_it_is_ours(tmp_path):
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    child = Child("sleeper", sleep, log=tmp_path / "log", pid_file=tmp_path / "pid")
    child.start()
    try:
        entry = json.loads(child.pid_file.read_text())
        foreign = tmp_path / "foreign"
        foreign.write_text(json.dumps(entry | {"started": entry["started"] - 100}))
        end_leftover(foreign)
        assert child.alive
        end_leftover(child.pid_file)
        wait_until(lambda: not child.alive, "the end", seconds=5)
    finally:
        child.stop()


def test_what_is_ended_by_force_leaves_nobody_behind(tmp_path, capsys):
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "below = subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
        "print(below.pid, flush=True)\n"
        "time.sleep(600)"
    )
    log = tmp_path / "log"
    child = Child("Stubborn", [sys.executable, "-c", code], log, tmp_path / "pid", grace=0.5)
    child.start()
    wait_until(lambda: log.read_text().endswith("\n"), "the child's child", seconds=10)
    below = psutil.Process(int(log.read_text()))
    child.stop()
    assert "is ended by force" in capsys.readouterr().err
    assert not below.is_running() or below.status() == psutil.STATUS_ZOMBIE


def test_a_child_that_cannot_start_says_why(tmp_path):
    child = Child("x", ["sh", "-c", "echo kaputt; exit 3"], tmp_path / "log", tmp_path / "pid")
    child.start()
    wait_until(lambda: not child.alive, "the end", seconds=5)
    assert "kaputt" in child.why()
    child.stop()


def test_what_is_given_wins_over_the_embedded_default(tmp_path):
    assert needed({"DATABASE_URL": "postgres://x", "EMAIL_URL": ""}) == ["broker", "mail"]
    layout = temporary_layout(tmp_path, tmp_path)
    given = {"DATABASE_URL": "postgres://real", "SECRET_KEY": "", "HOME": "/h"}
    env = environment(layout, {"REDIS_URL": "redis://own"}, "http://u", given)
    assert env["DATABASE_OWNER_URL"] == env["DATABASE_URL"] == "postgres://real"
    assert env["SECRET_KEY"]
    assert (env["REDIS_URL"], env["HOME"]) == ("redis://own", "/h")


def test_throwaway_passes_status_and_environment_on():
    code = "import os; print(os.environ['DATABASE_APP_URL']); raise SystemExit(7)"
    command = [sys.executable, "-m", "immonaut.stack", "exec", "--throwaway", "--"]
    done = subprocess.run(
        [*command, sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 7, done.stderr
    folder = done.stdout.strip().rsplit("host=", 1)[-1]
    assert os.environ["DATABASE_URL"] in done.stdout or not Path(folder).exists()


def test_waiting_ends_with_a_sentence():
    with pytest.raises(StackError, match="rain did not happen within 0 seconds"):
        wait_until(lambda: False, "rain", seconds=0)
