"""Child processes that do not outlive us and that a later start recognises as ours."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from immonaut.stack.parent import die_with_parent
from immonaut.stack.paths import Account, StackError


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is kept for the address."""
    print(text, file=sys.stderr, flush=True)


def tail(log: Path) -> str:
    """The last lines of a log, for a message."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join([f"The end of {log}:", *lines[-15:]])


def wait_until(
    condition: Callable[[], bool], what: str, *, seconds: float, pause: float = 0.05
) -> None:
    """Wait for `condition`; raises StackError naming `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise StackError(f"{what} did not happen within {seconds:.0f} seconds.")
        time.sleep(pause)


@dataclass
class Child:
    """One process with a log, a pid file and an orderly end.

    Start it from a thread that outlives it: the kernel ties it to that thread.
    """

    name: str
    command: Sequence[str]
    log: Path
    pid_file: Path
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    account: Account | None = None
    pass_fds: tuple[int, ...] = ()
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process; one that already runs is left alone."""
        if self.alive:
            return
        end_leftover(self.pid_file)
        parent = os.getpid()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - commands are our own
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.env,
                cwd=self.cwd,
                pass_fds=self.pass_fds,
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(parent, self.stop_signal),
                user=self.account.uid if self.account else None,
                group=self.account.gid if self.account else None,
                extra_groups=[] if self.account else None,
            )
        _remember(self.pid_file, self._process.pid)

    def ask_to_stop(self) -> None:
        """Send the polite signal without waiting, so that several can stop at once."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """End the process: politely, after `grace` seconds by force with all below it."""
        process, self._process = self._process, None
        if process is None:
            return
        below: list[psutil.Process] = []
        if process.poll() is None:
            process.send_signal(self.stop_signal)
            try:
                process.wait(self.grace)
            except subprocess.TimeoutExpired:
                below = _descendants(process.pid)
                say(f"{self.name} did not stop in {self.grace:.0f} seconds and is ended by force.")
        _end_group(process.pid)
        process.wait()
        _end_all(below)
        self.pid_file.unlink(missing_ok=True)

    def why(self) -> str:
        """The last lines of the log, for a message."""
        return tail(self.log)


@dataclass
class Minder:
    """Starts again what died, with growing pauses, and says so."""

    name: str
    start: Callable[[], None]
    alive: Callable[[], bool]
    _pause: float = field(default=0.5, init=False)
    _next: float = field(default=0.0, init=False)
    _started: float = field(default_factory=time.monotonic, init=False)

    def tick(self) -> None:
        """Look once; call it about twice a second."""
        now = time.monotonic()
        if self.alive():
            if now - self._started > 60:
                self._pause = 0.5
            return
        if now < self._next:
            return
        say(f"{self.name} has ended and is started again.")
        self._next, self._pause, self._started = now + self._pause, min(self._pause * 2, 30), now
        try:
            self.start()
        except StackError as error:
            say(f"{self.name}: {error}")


def _end(process: psutil.Process) -> None:
    """Raises NoSuchProcess where it ended before it was told to."""
    process.terminate()
    try:
        process.wait(5)
    except psutil.TimeoutExpired:
        process.kill()


def end_leftover(pid_file: Path) -> None:
    """End the process a pid file names, if it is still the very process we started."""
    process = _remembered(pid_file)
    if process is not None:
        say(f"Ending a leftover process of an earlier start ({process.pid}).")
        with suppress(psutil.NoSuchProcess):
            _end(process)
    pid_file.unlink(missing_ok=True)


def _remember(pid_file: Path, pid: int) -> None:
    try:
        process = psutil.Process(pid)
        entry = {"pid": pid, "started": process.create_time()}
    except psutil.NoSuchProcess:
        return
    pid_file.write_text(json.dumps(entry))


def _remembered(pid_file: Path) -> psutil.Process | None:
    """The living process of a pid file; a reused pid started at another moment."""
    try:
        entry = json.loads(pid_file.read_text())
        process = psutil.Process(int(entry["pid"]))
        same = abs(process.create_time() - float(entry["started"])) < 1.5
    except (OSError, ValueError, KeyError, psutil.Error):
        return None
    return process if same and process.status() != psutil.STATUS_ZOMBIE else None


def _descendants(pid: int) -> list[psutil.Process]:
    """Those with sessions of their own too, as the servers of PostgreSQL's connections have."""
    try:
        below: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return below


def _end_all(processes: Sequence[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=5)


def _end_group(group: int) -> None:
    """Processes the child started belong to its group, which it leads."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
    except PermissionError:  # macOS: only zombies are left
        return
