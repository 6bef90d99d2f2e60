"""Web, workers and beat: the processes of the product itself."""

import fcntl
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import LiteralString

import psycopg

from base.digests import digest_of
from base.ui.bundle import output
from immonaut.stack.paths import BASE_DIR, Layout, StackError
from immonaut.stack.process import Child, Minder, wait_until

MANAGE = BASE_DIR / "manage.py"
_ANY_USER: LiteralString = "SELECT 1 FROM accounts_user LIMIT 1"


class Application:
    """The product's processes over given servers. `listener` keeps the web's port for it."""

    def __init__(self, layout: Layout, env: Mapping[str, str], listener: socket.socket) -> None:
        self._port = listener.getsockname()[1]
        celery = [sys.executable, "-m", "celery", "-A", "immonaut.celery"]
        web = web_command(*listener.getsockname()[:2])
        worker = [
            *(*celery, "worker", "--pool", "threads", "--concurrency", "2"),
            *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
        ]
        mail = [
            *(*worker, "--queues", "mail", "--concurrency", "4", "--hostname", "mail@%h"),
        ]
        worker += ["--queues", "celery"]
        beat = [*celery, "beat", "--schedule", str(layout.run / "beat"), "--pidfile", ""]
        commands = {"web": web, "worker": worker, "mail-worker": mail, "beat": beat}
        self.parts = {
            name: Child(
                name,
                command,
                log=layout.log / f"{name}.log",
                pid_file=layout.run / f"{name}.pid",
                env=dict(env),
                cwd=BASE_DIR,
                grace=6,
            )
            for name, command in commands.items()
        }

    def start(self) -> None:
        """Start all of them; returns when the web answers its health check."""
        web = self.parts["web"]
        web.start()
        wait_until(lambda: self._is_healthy(web), "The first healthy answer", seconds=120)
        for part in self.parts.values():
            part.start()

    def stop(self) -> None:
        """Ask all to stop, then wait for each."""
        for part in self.parts.values():
            part.ask_to_stop()
        for part in self.parts.values():
            part.stop()

    def minders(self) -> dict[str, Minder]:
        """What brings back each part when it has died."""
        return {
            name: Minder(part.name, part.start, lambda part=part: part.alive)  # type: ignore[misc]
            for name, part in self.parts.items()
        }

    def _is_healthy(self, web: Child) -> bool:
        if not web.alive:
            raise StackError(f"The web process does not start.\n{web.why()}")
        return is_healthy(self._port)


def is_healthy(port: int) -> bool:
    """Whether the web on this loopback port answers its health check."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def web_command(host: str, port: int) -> list[str]:
    """What serves the web on an address that `listen` keeps."""
    return [sys.executable, "-m", "immonaut.front", "--host", host, "--port", str(port)]


def listen(port: int, host: str = "127.0.0.1") -> socket.socket:
    """Keep a port for the web (0: any free one); raises StackError when it is taken.

    The socket takes no connections: the web's processes bind beside it, each with a queue of its
    own. Nobody else gets the port, also while they are being restarted.
    """
    try:
        with socket.create_server((host, port), backlog=0) as probe:
            port = probe.getsockname()[1]
    except OSError as error:
        raise StackError(
            f"Port {port} cannot be used ({error.strerror}). Choose another: PORT=8001 make run"
        ) from error
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    keeper.bind((host, port))
    return keeper


def manage(arguments: Iterable[str], env: Mapping[str, str]) -> None:
    """Run a management command quietly; raises StackError with its output when it fails."""
    command = [sys.executable, str(MANAGE), *arguments]
    done = subprocess.run(  # noqa: S603 - our own commands
        command, env=dict(env), cwd=BASE_DIR, capture_output=True, text=True, check=False
    )
    if done.returncode:
        name = " ".join(arguments)
        raise StackError(f"»manage.py {name}« failed:\n{done.stdout}{done.stderr}".rstrip())


def migrate(env: Mapping[str, str], stamp: Path | None) -> None:
    """Bring the database up to date.

    With a `stamp`, which is that of an embedded database, only when migrations changed since
    then; a new one gets the agency that the documented commands name, with nothing in it.
    """
    digest = _migrations_digest()
    if stamp is None:
        manage(["migrate", "--noinput", "-v", "0"], env)
        return
    with stamp.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == digest:
            return
        manage(["migrate", "--noinput", "-v", "0"], env)
        manage(["load_demo", "--empty"], env)
        stamp.write_text(digest)


def load_demo(env: Mapping[str, str], lock_file: Path) -> None:
    """Load the demo agency where nobody can sign in yet."""
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_empty(_ANY_USER, env["DATABASE_URL"]):
            manage(["load_demo"], env)


def collect_static(env: Mapping[str, str]) -> None:
    """Collect static files when they changed since the last time.

    Earlier ones stay: another system of this checkout may be serving them.
    """
    target = BASE_DIR / "var" / "static"
    target.parent.mkdir(mode=0o700, exist_ok=True)
    stamp = target.with_suffix(".stamp")
    with target.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        digest = _static_digest()
        if target.exists() and stamp.exists() and stamp.read_text() == digest:
            return
        manage(["collectstatic", "--noinput", "-v", "0"], env)
        stamp.write_text(digest)


def _is_empty(query: LiteralString, url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone() is None


def _migrations_digest() -> str:
    files = [file for package in _packages() for file in package.glob("**/migrations/*.py")]
    return digest_of([*files, BASE_DIR / "requirements.lock"])


def _static_digest() -> str:
    output.refresh()
    folders = [BASE_DIR / "static" / "img", output.FOLDER]
    folders += [folder for package in _packages() for folder in package.glob("**/static")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return digest_of([*files, BASE_DIR / "requirements.lock", BASE_DIR / "immonaut/settings.py"])


def _packages() -> list[Path]:
    return [init.parent for init in BASE_DIR.glob("*/__init__.py")]
