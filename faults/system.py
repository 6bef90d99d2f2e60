"""The system that is broken: all its parts, minded as `make run` minds them."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg

from faults.mailserver import MailServer
from faults.visitor import Answer, Visitor
from immonaut.stack.paths import StackError
from immonaut.stack.supervisor import DEMO_EMAIL, DEMO_PASSWORD, Stack

# What each part is called in `Stack`, and the file that names its process.
PARTS = {
    "web": "web",
    "worker": "worker",
    "mail-worker": "mail-worker",
    "beat": "beat",
    "broker": "valkey",
    "database": "postgres",
}


class System:
    """A whole stack with the demo agency, a mail server of the run's own, and somebody at work."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mail = MailServer()
        # Signs of life come five times as often, so that waiting for missing ones is short.
        env = {"EMAIL_URL": self.mail.url, "PULSE_SECONDS": "3"}
        self.stack = Stack(root / "system", demo=True, env=env)
        self.agent: Visitor
        self._held_down: set[str] = set()
        self._tick = threading.Lock()
        self._ended, self._closed = threading.Event(), threading.Event()
        self._minding = threading.Thread(target=self._mind, daemon=True)

    @property
    def port(self) -> int:
        """Where the web is."""
        return int(self.stack.url.rsplit(":", 1)[1])

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Runs a statement as the owner of the database."""
        with self.owner() as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def count(self, table: str, where: str = "TRUE") -> int:
        """How many rows of a table there are."""
        ((found,),) = self.sql(f"SELECT count(*) FROM {table} WHERE {where}")  # noqa: S608
        assert isinstance(found, int)
        return found

    def owner(self) -> psycopg.Connection:
        """A connection of its own, for what has to be held."""
        return psycopg.connect(self.stack.env["DATABASE_OWNER_URL"], autocommit=True)

    def process(self, part: str) -> psutil.Process:
        """The process that leads a part."""
        note = self.root / "system" / "run" / f"{PARTS[part]}.pid"
        return psutil.Process(int(json.loads(note.read_text())["pid"]))

    def kill(self, part: str) -> None:
        """kill -9 of all its processes; what minds the parts may bring it back."""
        leader = self.process(part)
        for process in [leader, *leader.children(recursive=True)]:
            with suppress(psutil.Error):
                process.kill()
        with suppress(psutil.TimeoutExpired):
            leader.wait(10)

    @contextmanager
    def dead(self, part: str) -> Iterator[None]:
        """kill -9, and it stays dead until the block ends."""
        self._held_down.add(part)
        try:
            self.kill(part)
            yield
        finally:
            self._held_down.discard(part)

    def is_up(self, part: str) -> bool:
        """Whether the process of a part runs."""
        try:
            process = self.process(part)
            return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
        except (OSError, ValueError, psutil.Error):
            return False

    def guest(self) -> Visitor:
        """Somebody who is not signed in."""
        return Visitor(self.port)

    def sign_in(self) -> Visitor:
        """Somebody at work in the demo agency."""
        visitor = self.guest()
        fields = visitor.form("/konto/login/")
        answer = visitor.post("/konto/login/", fields, login=DEMO_EMAIL, password=DEMO_PASSWORD)
        if answer.status not in (302, 303):
            raise StackError(f"The sign-in answered {answer.status}.")
        return visitor

    def _mind(self) -> None:
        minders = self.stack.minders()
        while not self._ended.wait(0.5):
            for part, minder in minders.items():
                with self._tick:
                    if part not in self._held_down and not self._ended.is_set():
                        minder.tick()
        self._closed.wait()  # what this thread has started would end with it

    def __enter__(self) -> System:
        self.mail.start()
        self.stack.__enter__()
        self._minding.start()
        self.agent = self.sign_in()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        with self._tick:  # nothing is started any more
            pass
        self.stack.close()
        self.mail.stop()
        self._closed.set()


def until(condition: Callable[[], object], seconds: float) -> float | None:
    """The seconds until `condition` came true; None when it did not."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        with suppress(OSError, ValueError, LookupError, psycopg.Error, psutil.Error):
            if condition():
                return time.monotonic() - begun
        time.sleep(0.2)
    return None


def answers(ask: Callable[[], Answer]) -> Answer:
    """An answer, or what stands for none."""
    try:
        return ask()
    except OSError as error:
        return Answer(0, "", type(error).__name__, 0.0)


def told(seconds: float | None) -> str:
    """»after 3.2 s« or »never«."""
    return "never" if seconds is None else f"after {seconds:.1f} s"


def peak_memory(process: psutil.Process) -> int:
    """The most bytes a process and those below it ever held (Linux), each by itself added up."""
    family = [process, *process.children(recursive=True)]
    return sum(_peak(one.pid) for one in family)


def _peak(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def forget_peaks(process: psutil.Process) -> None:
    """Lets the peaks begin anew from what is held now (Linux)."""
    for one in [process, *process.children(recursive=True)]:
        with suppress(OSError):
            fd = os.open(f"/proc/{one.pid}/clear_refs", os.O_WRONLY)
            os.write(fd, b"5")
            os.close(fd)
