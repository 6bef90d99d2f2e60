"""How many downloads of one kind run at the same time, over all processes of the machine."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.crypto import salted_hmac


class Running:
    """A download that runs, with a place in each of its groups until it is closed.

    A place is a locked file: the kernel lets go of it however the process ends.
    """

    def __init__(self, places: list[tuple[Path, IO[bytes]]]) -> None:
        self._places = places

    def close(self) -> None:
        """Gives the places back; a second time does nothing."""
        while self._places:
            path, file = self._places.pop()
            path.unlink(missing_ok=True)
            file.close()


def begin(groups: Mapping[str, int]) -> Running | None:
    """Takes a place in every group (name: how many it has); None when one has none left."""
    running = Running(places := [])
    for name, most in groups.items():
        place = _free_place(name, most)
        if place is None:
            running.close()
            return None
        places.append(place)
    return running


def until_sent(response: HttpResponseBase | None, running: Running) -> None:
    """Holds the places until the last byte has left or nobody wants it any more."""
    if isinstance(response, StreamingHttpResponse):
        content = cast("Iterator[bytes]", response.streaming_content)
        response.streaming_content = _Held(content, running)
    else:
        running.close()


class _Held:
    """The body of a response, whose end gives the places back."""

    def __init__(self, content: Iterator[bytes], running: Running) -> None:
        self._content = content
        self.close = running.close

    def __iter__(self) -> Iterator[bytes]:
        return self._content


def _free_place(group: str, most: int) -> tuple[Path, IO[bytes]] | None:
    folder = Path(settings.FILES_DIR) / ".running"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = salted_hmac("immonaut.running", group).hexdigest()
    for number in range(most):
        path = folder / f"{name}-{number}"
        file = _locked(path)
        if file is not None:
            return path, file
    return None


def _locked(path: Path) -> IO[bytes] | None:
    while True:
        file = path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        if os.fstat(file.fileno()).st_nlink:
            return file
        file.close()  # its holder removed it between the two
