"""Secrets of the embedded default, generated once and kept readable for the owner alone."""

import base64
import fcntl
import json
import os
import random
import secrets
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

_PORTS = range(20000, 30000)  # below the ports systems hand out to outgoing connections


@dataclass(frozen=True)
class Credentials:
    """What one stack keeps to itself. `field_keys` is a comma separated list of Fernet keys."""

    secret_key: str
    field_keys: str
    superuser_password: str
    owner_password: str
    app_password: str
    broker_password: str
    broker_port: int
    mail_port: int

    @classmethod
    def generate(cls) -> "Credentials":
        """New random values; the ports are only a first choice."""
        first, second = random.SystemRandom().sample(_PORTS, 2)
        return cls(
            secret_key=secrets.token_urlsafe(50),
            field_keys=base64.urlsafe_b64encode(os.urandom(32)).decode(),
            superuser_password=secrets.token_hex(20),
            owner_password=secrets.token_hex(20),
            app_password=secrets.token_hex(20),
            broker_password=secrets.token_hex(20),
            broker_port=first,
            mail_port=second,
        )


def load(path: Path) -> Credentials:
    """Read the credentials in `path`, making them on first use."""
    with _locked(path):
        if path.exists():
            return Credentials(**json.loads(path.read_text()))
        return _write(path, Credentials.generate())


def usable_port(path: Path, name: str) -> int:
    """The remembered port called `name`, or another one from now on when it is taken."""
    with _locked(path):
        values = json.loads(path.read_text())
        while not _is_free(values[name]):
            values[name] = random.SystemRandom().choice(_PORTS)
        _write(path, Credentials(**values))
        return int(values[name])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class _locked:
    """Holds the lock that guards one credentials file."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_suffix(".lock")

    def __enter__(self) -> None:
        self._file = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self._file)


def _write(path: Path, credentials: Credentials) -> Credentials:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(asdict(credentials), file, indent=2)
    fresh.replace(path)
    return credentials
