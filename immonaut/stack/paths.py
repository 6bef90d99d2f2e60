"""Where the embedded stack keeps its data, its sockets and its logs."""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from immonaut.stack.locks import Lock, is_held

BASE_DIR = Path(__file__).resolve().parents[2]

_SHARED_TEMPORARY = (Path("/tmp"), Path("/var/tmp"), Path(tempfile.gettempdir()))  # noqa: S108
_SCRATCH = "immonaut-scratch-"
_SYSTEM_HOMES = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108


class StackError(Exception):
    """Something the person at the terminal has to know; the text says what to do."""


@dataclass(frozen=True)
class Account:
    """The unprivileged account PostgreSQL runs as when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Layout:
    """The folders of one stack.

    `var` belongs to the caller. `home` holds PostgreSQL's data and `sockets` its socket; as root
    both lie outside the checkout, where `account` can reach them.
    """

    var: Path
    home: Path
    sockets: Path
    account: Account | None
    durable: bool

    @property
    def run(self) -> Path:
        """Locks, pid files and addresses of what is running."""
        return self.var / "run"

    @property
    def log(self) -> Path:
        """One log file a process."""
        return self.var / "log"

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.home / "postgres"

    def prepare(self) -> None:
        """Create what is missing, touching no folder that is not ours."""
        try:
            for folder in (self.var, self.run, self.log):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except PermissionError as error:
            raise StackError(
                f"{error.filename} is not writable for you. Was it made by another account (root)?"
                " Remove it or run as that account."
            ) from error
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        for folder in (self.data, self.sockets):
            _private_folder(folder, self.account)


def is_root() -> bool:
    """Whether we run with root's rights, which PostgreSQL refuses."""
    return os.geteuid() == 0


def durable_layout(var: Path = BASE_DIR / "var") -> Layout:
    """The layout of a checkout, whose data stays."""
    if not is_root():
        digest = hashlib.blake2s(os.fsencode(var), digest_size=5).hexdigest()
        sockets = short_temporary() / f"immonaut-{os.geteuid()}-{digest}"
        return Layout(var, var, sockets, None, durable=True)
    data = var / "postgres"
    home = data.resolve().parent if data.exists() else _new_system_home(var)
    return Layout(var, home, home / "sockets", _account_of(data), durable=True)


def temporary_layout(var: Path, scratch: Path) -> Layout:
    """A layout for a throw-away stack.

    `scratch` comes from `scratch_folder`: a short path that PostgreSQL's account can reach, which
    is true neither of a test's folder nor of a closed home folder.
    """
    account = _account_of(scratch / "postgres") if is_root() else None
    return Layout(var, scratch, scratch / "sockets", account, durable=False)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder with a short path, removed afterwards (or by the next one after a crash)."""
    _sweep_scratch()
    scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=short_temporary()))
    scratch.chmod(0o711)
    with Lock(scratch / "in-use.lock"):
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _sweep_scratch() -> None:
    """Remove our own folders that a hard end left behind."""
    for lock in short_temporary().glob(f"{_SCRATCH}*/in-use.lock"):
        try:
            facts = lock.stat()
        except OSError:
            continue
        old = time.time() - facts.st_mtime > 60  # younger ones may be about to take their lock
        if facts.st_uid == os.geteuid() and old and not is_held(lock):
            shutil.rmtree(lock.parent, ignore_errors=True)


def short_temporary() -> Path:
    """A temporary folder whose path leaves room for a socket (about 100 bytes in all)."""
    return next(folder for folder in _SHARED_TEMPORARY if os.access(folder, os.W_OK))


def system_home() -> Path:
    """Root's folder for what an unprivileged account must reach."""
    parent = next(folder for folder in _SYSTEM_HOMES if os.access(folder, os.W_OK))
    home = parent / "immonaut"
    home.mkdir(mode=0o755, exist_ok=True)
    if home.lstat().st_uid != 0:
        raise StackError(f"{home} does not belong to root.")
    home.chmod(0o755)
    return home


def _new_system_home(var: Path) -> Path:
    """A fresh home, with a pointer to it in `var`, so that removing `var` starts afresh."""
    home = system_home() / secrets.token_hex(5)
    home.mkdir(mode=0o711)
    home.chmod(0o711)
    (home / "checkout").write_text(f"{var}\n")
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    pointer = var / "postgres"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(home / "postgres")
    return home


def _account_of(data: Path) -> Account:
    """The owner of existing data, else the least powerful account there is."""
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise StackError(
        "PostgreSQL refuses to run as root and there is no account »nobody«."
        " Run as an ordinary user or set DATABASE_URL."
    )


def _private_folder(folder: Path, account: Account | None) -> None:
    """Make a folder only its owner can enter; refuse one that somebody else put there."""
    owner = account.uid if account else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, os.geteuid()):
            raise StackError(f"{folder} exists and is not ours; remove it first.") from None
    if account:
        os.chown(folder, account.uid, account.gid)
