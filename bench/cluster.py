"""The PostgreSQL that is measured in, and its databases, kept between runs in var/bench."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from immonaut.stack import servers
from immonaut.stack.application import manage
from immonaut.stack.locks import Lock
from immonaut.stack.parent import die_with_parent
from immonaut.stack.paths import BASE_DIR, Layout, StackError, durable_layout
from immonaut.stack.postgres import DATABASE, Postgres
from immonaut.stack.process import say

FOLDER = Path(os.environ.get("BENCH_DIR") or BASE_DIR / "var" / "bench")
_SCRATCH = "scratch"


@dataclass(frozen=True)
class Database:
    """A database, and how processes of the product reach it."""

    name: str
    env: dict[str, str]

    @property
    def owner(self) -> dict[str, str]:
        """The environment of who may change the schema."""
        return self.env | {"DATABASE_URL": self.env["DATABASE_OWNER_URL"]}


class Cluster:
    """Databases in a running PostgreSQL."""

    def __init__(self, layout: Layout, addresses: dict[str, str]) -> None:
        self._layout = layout
        self._addresses = addresses
        self._key = ""
        self.run = layout.run

    def database(self, name: str) -> Database:
        """The database called `name`."""
        urls = {
            variable: url.replace(f"/{DATABASE}?", f"/{name}?")
            for variable, url in self._addresses.items()
        }
        given = servers.without_contract() | {
            # What is handed to a worker goes nowhere.
            "REDIS_URL": "memory://",
            "EMAIL_URL": "dummymail://",
            "DJANGO_SETTINGS_MODULE": "bench.site.settings",
            "LOG_LEVEL": "ERROR",
        }
        return Database(name, servers.environment(self._layout, urls, "http://localhost", given))

    def stock(self, rows: int) -> Database:
        """The database with `rows` contacts; built anew when its rows would differ today."""
        found = self.database(f"stock_{rows}")
        has, wanted = self._comment(found.name), self.key
        if has.partition(" ")[0] != wanted.partition(" ")[0]:
            self._build(found, rows)
        elif has != wanted:
            manage(["migrate", "--noinput", "-v", "0"], found.owner)
            self._mark(found)
        return found

    def has_stock(self, rows: int) -> bool:
        """Whether there is nothing to build."""
        return self._comment(f"stock_{rows}") == self.key

    @contextmanager
    def copy(self, original: Database) -> Iterator[Database]:
        """A copy that may be written to."""
        self._create(_SCRATCH, original.name)
        try:
            yield self.database(_SCRATCH)
        finally:
            self._drop(_SCRATCH)

    @property
    def key(self) -> str:
        """What the rows and, after a blank, the migrations depend on; see bench.stock.__main__."""
        if not self._key:
            self._key = _python(self.database(DATABASE).env, "bench.stock", "key").strip()
        return self._key

    def _build(self, new: Database, rows: int) -> None:
        say(f"Building a stock of {rows:,} contacts …")
        self._drop(new.name)
        self._create(new.name, "template0")
        manage(["migrate", "--noinput", "-v", "0"], new.owner)
        _python(new.owner, "bench.stock", "fill", str(rows))
        self._mark(new)

    def _mark(self, done: Database) -> None:
        self._execute("COMMENT ON DATABASE {} IS " + f"'{self.key}'", done.name)

    def _create(self, name: str, template: str) -> None:
        self._drop(name)
        self._execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)

    def _drop(self, name: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _execute(self, statement: str, *names: str) -> None:
        with self._connect() as owner:
            owner.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _comment(self, name: str) -> str:
        query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        with self._connect() as owner:
            found = owner.execute(query, [name]).fetchone()
        return (found[0] or "") if found else ""

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self._addresses["DATABASE_OWNER_URL"], autocommit=True)


def _python(env: dict[str, str], *arguments: str) -> str:
    """Runs a module; raises StackError with what it said when it fails."""
    parent = os.getpid()
    done = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", *arguments],
        preexec_fn=lambda: die_with_parent(parent, signal.SIGTERM),
        env=env,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StackError(f"»{' '.join(arguments)}« failed:\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout


@contextmanager
def running(*, safe: bool) -> Iterator[Cluster]:
    """Starts the server for as long as the block lasts.

    `safe` is how the product runs it; without, nothing is written through, which is for building.
    """
    layout = durable_layout(FOLDER)
    layout.prepare()
    only_one = Lock(layout.run / "bench.lock")
    if not only_one.take(wait=False):
        raise StackError("Another »make bench« runs in this folder.")
    made = servers.make("database", replace(layout, durable=safe))
    assert isinstance(made, Postgres)
    try:
        made.start()
        yield Cluster(layout, made.env())
    finally:
        made.stop()
        only_one.release()


def room_for(rows: int) -> bool:
    """Whether the disk holds a stock of that size (about 10 kB a contact)."""
    facts = os.statvfs(durable_layout(FOLDER).home)
    return facts.f_bavail * facts.f_frsize > rows * 12_000
