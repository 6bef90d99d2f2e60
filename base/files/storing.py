"""Files and the rows that use them come together, or neither comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.files.storage import default_storage
from django.db import transaction

_written: ContextVar[list[str]] = ContextVar("written_files")


@contextmanager
def storing() -> Iterator[None]:
    """A transaction for files and the rows that use them; what fails in it leaves no bytes.

    Where the commit itself fails or the process is killed, bytes stay for the sweep, as nobody
    knows whether the rows came.
    """
    outer = _written.get(None)
    written: list[str] = []
    token = _written.set(written)
    try:
        with transaction.atomic():
            try:
                yield
            except BaseException:
                _remove(written)
                raise
    finally:
        _written.reset(token)
    if outer is not None:
        outer.extend(written)


def note_written(name: str) -> None:
    """Says that a file is about to be written. Raises RuntimeError outside of `storing`."""
    written = _written.get(None)
    if written is None:
        raise RuntimeError("a file is stored together with what uses it: within storing()")
    written.append(name)


def _remove(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
