"""Advisory locks on files, which the kernel releases however their holder ends."""

import fcntl
import os
from pathlib import Path


class Lock:
    """An advisory lock on a file, released by the kernel when the process ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take the lock; False when `wait` is off and somebody else holds it."""
        if self._file is None:
            self._file = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._file, how if wait else how | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            return False
        return True

    def release(self) -> None:
        """Let go; harmless when nothing is held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> "Lock":
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def is_held(path: Path, *, by_writer_only: bool = False) -> bool:
    """Whether somebody holds the lock (exclusively, with `by_writer_only`)."""
    probe = Lock(path)
    free = probe.take(shared=by_writer_only, wait=False)
    probe.release()
    return not free
