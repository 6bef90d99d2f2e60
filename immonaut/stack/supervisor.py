"""`make run`, and whole stacks of one's own for tests."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Protocol

from immonaut.stack import servers
from immonaut.stack.application import Application, collect_static, listen, load_demo, migrate
from immonaut.stack.lease import Lease
from immonaut.stack.locks import Lock
from immonaut.stack.paths import (
    Layout,
    StackError,
    durable_layout,
    scratch_folder,
    temporary_layout,
)
from immonaut.stack.process import Minder, say

DEMO_EMAIL = "demo@immonaut.example"
DEMO_PASSWORD = "immonaut-demo"  # noqa: S105 - printed on purpose, for the demo agency only

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Part(Protocol):
    """What can be stopped and started by itself."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


def run() -> int:
    """Run everything until SIGINT, SIGTERM or SIGHUP; the whole of `make run`."""
    layout = durable_layout()
    layout.prepare()
    only_one = Lock(layout.run / "run.lock")
    if not only_one.take(wait=False):
        raise StackError(f"immonaut already runs from this folder: {running_url(layout)}")
    port = _wanted_port()
    try:
        with (
            _stop_by_exception(),
            listen(port, os.environ.get("HOST", "127.0.0.1")) as listener,
            Lease(layout, servers.needed()) as lease,
        ):
            port = listener.getsockname()[1]
            _note(layout).write_text(f"http://localhost:{port}")
            url = running_url(layout)
            env = servers.environment(layout, lease.addresses, url, os.environ)
            prepare_database(layout, env)
            load_demo(env, layout.run / "demo.lock")
            collect_static(env)
            _serve(Application(layout, env, listener), lease, env["PUBLIC_URL"])
    except _Stopped:
        say("Stopped.")
    return 0


def prepare_database(layout: Layout, env: Mapping[str, str]) -> None:
    """Migrate: the embedded database only when migrations have changed, a given one always."""
    embedded = "database" in servers.needed()
    migrate(env, layout.home / "migrated" if embedded else None)


def running_url(layout: Layout) -> str:
    """Where `make run` serves or last served this folder."""
    note = _note(layout)
    return note.read_text() if note.exists() else "http://localhost:8000"


def _serve(application: Application, lease: Lease, url: str) -> None:
    try:
        application.start()
        print(f"{url}  –  {DEMO_EMAIL}  /  {DEMO_PASSWORD}", flush=True)
        say("Stop with Ctrl-C; the logs are in var/log.")
        minders = [*application.minders().values(), *lease.minders()]
        while True:
            time.sleep(0.5)
            for minder in minders:
                minder.tick()
    finally:
        application.stop()


class Stack:
    """A whole system of its own, for tests: servers, web, worker, beat and mailbox.

    It takes nothing from the surrounding environment but what the tests pass as `env`, keeps its
    files under `root`, and offers its parts by name: database, broker, mail, web, worker, beat.
    """

    def __init__(
        self, root: Path, port: int = 0, *, demo: bool = False, env: dict[str, str] | None = None
    ) -> None:
        self._root = root
        self._wanted_port = port
        self._demo = demo
        self._extra = env or {}
        self.env: dict[str, str] = {}
        self.url = ""
        self.mailbox_dir = root / "mailbox"
        self._undo = ExitStack()
        self._parts: dict[str, Part] = {}
        self._minders: dict[str, Minder] = {}

    def __enter__(self) -> "Stack":
        try:
            self._start_all()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, part: str) -> None:
        """Start one part again."""
        self._parts[part].start()

    def stop(self, part: str) -> None:
        """Stop one part."""
        self._parts[part].stop()

    def minders(self) -> dict[str, Minder]:
        """What brings back each part when it has died, as `make run` does, where somebody asks."""
        return self._minders

    def close(self) -> None:
        """Stop everything and remove what is not under `root`."""
        self._undo.close()

    def _start_all(self) -> None:
        scratch = self._undo.enter_context(scratch_folder())
        layout = temporary_layout(self._root, scratch)
        layout.prepare()
        listener = self._undo.enter_context(listen(self._wanted_port))
        port = listener.getsockname()[1]
        own = servers.Servers(layout, list(servers.REPLACED_BY))
        self._undo.callback(own.stop)
        self.url = f"http://localhost:{port}"
        given = servers.without_contract() | self._extra
        self.env = servers.environment(layout, own.start(), self.url, given)
        migrate(self.env, None)
        if self._demo:
            load_demo(self.env, layout.run / "demo.lock")
        collect_static(self.env)
        application = Application(layout, self.env, listener)
        self._undo.callback(application.stop)
        application.start()
        self._parts = {**own.parts, **application.parts}
        self._minders = {**own.minders(), **application.minders()}


class _Stopped(BaseException):
    """A signal asked us to stop; passes every `except Exception` on its way."""


@contextmanager
def _stop_by_exception() -> Iterator[None]:
    """Turn the first stop signal into an exception; a second one must not disturb the end."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in _STOP_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        say("\nStopping …")
        raise _Stopped

    for number in _STOP_SIGNALS:
        signal.signal(number, stop)
    yield


def _note(layout: Layout) -> Path:
    return layout.run / "run.url"


def _wanted_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or int(text) > 65535:
        raise StackError(f"PORT has to be a number up to 65535, not »{text}«.")
    return int(text)
