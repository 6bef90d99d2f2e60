"""Embedded servers shared by every process of a checkout that needs them.

Each server has a keeper, a small process of its own. Whoever uses the server holds a shared
lock; the keeper waits for the exclusive one, which the kernel grants when the last user is gone,
however it went. So nothing is counted and nothing has to be cleaned up after a hard end.
"""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from immonaut.stack import servers
from immonaut.stack.locks import Lock, is_held
from immonaut.stack.paths import BASE_DIR, Layout, StackError, durable_layout
from immonaut.stack.process import Minder, tail, wait_until

_START_SECONDS = 90.0
_STOP_SECONDS = 20.0


class Share:
    """Our hold on one server, and the keeper's side of it."""

    def __init__(self, kind: str, layout: Layout) -> None:
        self.kind = kind
        self.address = layout.run / f"{kind}.json"
        self.users = Lock(layout.run / f"{kind}.users.lock")
        self.keeper = Lock(layout.run / f"{kind}.keeper.lock")
        self._starting = Lock(layout.run / f"{kind}.starting.lock")
        self._layout = layout
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Become a user and see to it that a keeper is there; `wait` has to follow."""
        self.users.take(shared=True)
        self._starting.take()
        self._ensure_keeper()

    def renew(self) -> None:
        """Start a keeper again for a server we already hold."""
        with self._starting:
            self._ensure_keeper()

    def _ensure_keeper(self) -> None:
        """Start a keeper unless one is at work."""
        if self.is_kept():
            return
        self.address.unlink(missing_ok=True)
        with (self._layout.log / f"{self.kind}.keeper.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", "immonaut.stack", "keep", self.kind],
                cwd=BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def is_kept(self) -> bool:
        """Whether a keeper is at work or about to be."""
        starting = self._process is not None and self._process.poll() is None
        return starting or is_held(self.keeper.path, by_writer_only=True)

    def wait(self) -> dict[str, str]:
        """Wait for the server; returns its part of the environment."""
        try:
            wait_until(self._is_ready, f"The start of the {self.kind}", seconds=_START_SECONDS)
        finally:
            self._starting.release()
        answer: dict[str, str] = json.loads(self.address.read_text())
        if "error" in answer:
            raise StackError(answer["error"])
        return answer

    def release(self) -> None:
        """Let go, and if we were the last, wait until the server has stopped."""
        self._starting.release()
        self.users.release()
        deadline = time.monotonic() + _STOP_SECONDS
        while self.is_kept() and not self._has_users() and time.monotonic() < deadline:
            time.sleep(0.03)

    def _has_users(self) -> bool:
        held = is_held(self.users.path)
        return held and not is_held(self.users.path, by_writer_only=True)

    def _is_ready(self) -> bool:
        if self.address.exists():
            return True
        if self._process and self._process.poll():
            log = self._layout.log / f"{self.kind}.keeper.log"
            raise StackError(f"The {self.kind} does not start.\n{tail(log)}")
        return False


class Lease:
    """Holds servers for as long as a `with` block lasts; `addresses` leads to them."""

    def __init__(self, layout: Layout, kinds: Iterable[str]) -> None:
        self.addresses: dict[str, str] = {}
        self._shares = [Share(kind, layout) for kind in kinds]

    def __enter__(self) -> "Lease":
        try:
            for share in self._shares:
                share.hold()
            for share in self._shares:
                self.addresses |= share.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for share in reversed(self._shares):
            share.release()

    def minders(self) -> list[Minder]:
        """Brings back keepers that were killed, for as long as we hold them."""
        return [
            Minder(f"The keeper of the {share.kind}", share.renew, share.is_kept)
            for share in self._shares
        ]


def keep(kind: str) -> int:
    """Run one server until its last user is gone: the body of a keeper process."""
    layout = durable_layout()
    share = Share(kind, layout)
    if not _become_keeper(share):
        return 0
    ended = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        server = servers.make(kind, layout)
        server.start()
    except (StackError, OSError) as error:
        _publish(share.address, {"error": str(error)})
        return 1
    _publish(share.address, server.env())
    threading.Thread(target=_wait_for_users, args=(share, ended), daemon=True).start()
    minder = Minder(server.name, server.start, lambda: server.alive)
    while not ended.wait(0.3):
        minder.tick()
    share.address.unlink(missing_ok=True)
    server.stop()
    return 0  # the lock goes with the process: whoever waits for it finds no keeper left


def _become_keeper(share: Share) -> bool:
    """Somebody who only looks at the lock holds it for an instant, so try more than once."""
    for _ in range(20):
        if share.keeper.take(wait=False):
            return True
        time.sleep(0.01)
    return False


def _wait_for_users(share: Share, ended: threading.Event) -> None:
    share.users.take()
    ended.set()


def _publish(address: Path, answer: dict[str, str]) -> None:
    fresh = address.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(answer))
    fresh.replace(address)
