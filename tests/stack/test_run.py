"""`make run`: one at a time, all or nothing, up again after the hardest end."""

import signal
import socket
import subprocess
import time
import urllib.request

import pytest

from immonaut.stack.application import is_healthy
from immonaut.stack.credentials import load
from immonaut.stack.process import wait_until
from tests.processes import command_line, mentioning
from tests.stack.conftest import Checkout

STACK = ("-m", "immonaut.stack")


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def prepared(checkout: Checkout) -> Checkout:
    """With somebody who can sign in, so that no demo is drawn; works right after set-up."""
    code = (
        "from base.accounts.models import Agency, User; "
        "agency = Agency.objects.create(slug='eins', name='Eins'); "
        "print(User.objects.create_user('eins@example.org', agency=agency).agency == agency)"
    )
    done = checkout.command("manage.py", "shell", "-v", "0", "-c", code)
    assert done.stdout.strip() == "True", done.stderr
    return checkout


def start(checkout: Checkout, port: int) -> tuple[subprocess.Popen[str], str]:
    process = checkout.popen(*STACK, "run", PORT=str(port))
    assert process.stdout is not None
    first = process.stdout.readline()
    if not first:
        pytest.fail(process.communicate(timeout=30)[1])
    return process, first


def test_it_serves_once_and_leaves_nothing_behind(prepared: Checkout, port: int):
    process, first = start(prepared, port)
    assert first.startswith(f"http://localhost:{port}")
    assert "demo@immonaut.example" in first
    with urllib.request.urlopen(f"http://localhost:{port}/") as page:
        assert "konto/login" in page.url

    second = prepared.command(*STACK, "run", PORT=str(port))
    assert second.returncode == 1
    assert f"already runs from this folder: http://localhost:{port}" in second.stderr

    before = {p.pid for p in prepared.processes()}
    show = "import os; print(os.environ['DATABASE_URL'], os.environ['PUBLIC_URL'])"
    shared = prepared.command(*STACK, "exec", "--", str(prepared.python), "-c", show)
    assert f"http://localhost:{port}" in shared.stdout
    assert {p.pid for p in prepared.processes()} == before

    process.send_signal(signal.SIGINT)
    asked = time.monotonic()
    assert process.wait(20) == 0
    assert time.monotonic() - asked < 10
    prepared.expect_nothing_left()


def test_it_comes_up_again_after_everything_was_killed(prepared: Checkout, port: int):
    process, _ = start(prepared, port)
    prepared.kill_all()
    process.wait(10)
    wait_until(lambda: prepared.processes() == [], "the end of all", seconds=10)
    again, _ = start(prepared, port)
    assert is_healthy(port)
    again.send_signal(signal.SIGTERM)
    assert again.wait(20) == 0
    prepared.expect_nothing_left()


def test_killing_the_parent_alone_ends_all(prepared: Checkout, port: int):
    process, _ = start(prepared, port)
    process.kill()
    process.wait(10)
    wait_until(lambda: prepared.processes() == [], "the end of all", seconds=15)


def test_parts_that_die_come_back(prepared: Checkout, port: int):
    process, _ = start(prepared, port)
    try:
        for mark in ("worker", "valkey-server", "-D", "keep"):
            victim = mentioning(prepared.processes(), mark)[0]
            victim.kill()
        wait_until(
            lambda: is_healthy(port) and _kinds(prepared) >= {"worker", "valkey", "-D", "keep"},
            "the return of all parts",
            seconds=30,
        )
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
    prepared.expect_nothing_left()


def test_a_taken_port_is_said(prepared: Checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = prepared.command(*STACK, "run", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    prepared.expect_nothing_left()


def test_commands_share_one_server_while_any_of_them_runs(prepared: Checkout):
    code = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep({})"
    arguments = [*STACK, "exec", "--", str(prepared.python), "-c"]
    runs = [prepared.popen(*arguments, code.format(seconds)) for seconds in (1, 3, 2)]
    wait_until(lambda: runs[0].poll() is not None, "the end of the first", seconds=30)
    assert [runs[1].poll(), runs[2].poll()] == [None, None]
    keepers = [p for p in prepared.processes() if command_line(p)[-2:] == ["keep", "database"]]
    assert len(keepers) == 1
    addresses = {run.communicate(timeout=30)[0] for run in runs}
    assert len(addresses) == 1
    prepared.expect_nothing_left()


def test_secrets_are_for_the_owner_alone(prepared: Checkout):
    file = prepared.root / "var" / "secrets.json"
    assert file.stat().st_mode & 0o077 == 0
    assert load(file) == load(file)


def test_only_the_word_for_it_loads_the_demo(prepared: Checkout, tmp_path):
    """The agency is there from the start, so that the documented commands work, but empty."""
    arguments = ("manage.py", "find_duplicates", "--format", "jsonl", "--agency")
    assert prepared.command(*arguments, "eins").stdout == ""
    empty = prepared.command(*arguments, "demo")
    assert (empty.returncode, empty.stdout) == (0, ""), empty.stderr
    card = tmp_path / "maria.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nN:Vorher;Vera;;;\nFN:Vera Vorher\nEND:VCARD\n")
    taken = prepared.command("manage.py", "import_vcards", str(card), "--agency", "demo")
    assert taken.returncode == 0, taken.stderr
    unknown = prepared.command(*arguments, "zwei")
    assert unknown.returncode == 1
    assert "zwei" in unknown.stderr
    loaded = prepared.command("manage.py", "load_demo")
    assert "geladen" in loaded.stdout, loaded.stderr
    assert len(prepared.command(*arguments, "demo").stdout.splitlines()) > 5
    assert "schon da" in prepared.command("manage.py", "load_demo").stdout
    prepared.expect_nothing_left()


def _kinds(checkout: Checkout) -> set[str]:
    text = " ".join(part for process in checkout.processes() for part in command_line(process))
    return {kind for kind in ("worker", "valkey", "-D", "keep") if kind in text}
