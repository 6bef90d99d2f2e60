"""How many large pictures are opened at the same time, over all processes of the machine."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from base.errors import DomainError

# What fits into this many pixels (64 MB at four bytes each) is opened beside all others.
SMALL_PIXELS = 16_000_000
PATIENCE_SECONDS = 20
_PAUSE = 0.05


@contextmanager
def room_for(pixels: int) -> Iterator[None]:
    """Holds one of the few places for large pictures; a process that dies gives it back.

    Raises DomainError when none becomes free in time.
    """
    with ExitStack() as held:
        if pixels > SMALL_PIXELS:
            held.callback(_a_place().close)
        yield


def _a_place() -> IO[bytes]:
    """The open file whose lock is a place; the kernel lets go of it when the file is closed."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for number in range(settings.LARGE_PICTURES_AT_ONCE):
            file = _place(number).open("ab")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
            else:
                return file
        time.sleep(_PAUSE)
    raise DomainError(
        _("Gerade werden zu viele große Bilder gelesen. Bitte versuchen Sie es gleich noch einmal.")
    )


def _place(number: int) -> Path:
    """Beside the uploads, where all processes see it."""
    folder = Path(settings.FILES_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f".large-picture-{number}.lock"
