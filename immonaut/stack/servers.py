"""The three servers of the embedded default and the environment that leads to them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from immonaut.stack import credentials as store
from immonaut.stack.paths import Layout, StackError
from immonaut.stack.postgres import Postgres
from immonaut.stack.process import Minder
from immonaut.stack.smtp_sink import SmtpSink
from immonaut.stack.valkey import Valkey

# Which variable, when somebody set it, stands for which embedded server.
REPLACED_BY = {"database": "DATABASE_URL", "broker": "REDIS_URL", "mail": "EMAIL_URL"}

# Everything an embedded stack decides itself; a stack of its own inherits none of it.
CONTRACT = frozenset(
    {
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "DATABASE_APP_URL",
        "REDIS_URL",
        "EMAIL_URL",
        "MAILBOX_DIR",
        "SECRET_KEY",
        "SECRET_KEY_FALLBACKS",
        "FIELD_KEYS",
        "FILES_DIR",
        "PUBLIC_URL",
        "ALLOWED_HOSTS",
        "PORT",
        "DEBUG",
    }
)


class Server(Protocol):
    """What the stack needs to know of a server."""

    name: str

    @property
    def alive(self) -> bool: ...
    def env(self) -> dict[str, str]: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


def secrets_file(layout: Layout) -> Path:
    """The file with the stack's generated secrets."""
    return layout.var / "secrets.json"


def make(kind: str, layout: Layout) -> Server:
    """The server called »database«, »broker« or »mail«."""
    file = secrets_file(layout)
    credentials = store.load(file)
    if kind == "database":
        return Postgres(layout, credentials)
    if kind == "broker":
        return Valkey(layout, credentials, file)
    if kind == "mail":
        return SmtpSink(layout, credentials, file)
    raise StackError(f"There is no server called »{kind}«.")


def needed(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The servers for which no real one is given."""
    return [kind for kind, variable in REPLACED_BY.items() if not environ.get(variable)]


def environment(
    layout: Layout, addresses: Mapping[str, str], url: str, given: Mapping[str, str]
) -> dict[str, str]:
    """The whole environment: defaults, then `addresses` of servers, then what was `given`.

    An empty variable counts as not given.
    """
    env = _defaults(layout) | {"PUBLIC_URL": url} | dict(addresses)
    env |= {name: value for name, value in given.items() if value or name not in CONTRACT}
    env.setdefault("DATABASE_OWNER_URL", env["DATABASE_URL"])
    return env


def without_contract(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The surrounding environment without anything that leads to another stack."""
    return {name: value for name, value in environ.items() if name not in CONTRACT}


def _defaults(layout: Layout) -> dict[str, str]:
    credentials = store.load(secrets_file(layout))
    files = layout.var / "files"
    files.mkdir(mode=0o700, exist_ok=True)
    return {
        "SECRET_KEY": credentials.secret_key,
        "FIELD_KEYS": credentials.field_keys,
        "FILES_DIR": str(files),
    }


class Servers:
    """Servers of a stack of one's own, started and stopped by this very process."""

    def __init__(self, layout: Layout, kinds: list[str]) -> None:
        self.parts: dict[str, Server] = {kind: make(kind, layout) for kind in kinds}

    def start(self) -> dict[str, str]:
        """Start all; returns the environment that leads to them."""
        env: dict[str, str] = {}
        for server in self.parts.values():
            server.start()
            env |= server.env()
        return env

    def minders(self) -> dict[str, Minder]:
        """What brings back each of them when it has died."""
        return {
            kind: Minder(server.name, server.start, lambda server=server: server.alive)  # type: ignore[misc]
            for kind, server in self.parts.items()
        }

    def stop(self) -> None:
        """Stop all, the database last."""
        for server in reversed(self.parts.values()):
            server.stop()
