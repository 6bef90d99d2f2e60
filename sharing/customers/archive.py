"""All documents of a link as one ZIP, made while it is sent: no file is held in memory whole."""

import io
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from django.utils.translation import gettext as _

from base.files.models import StoredFile
from base.files.serving import StillOpen, chunks


class _Pipe(io.RawIOBase):
    """Takes what the ZIP writer writes until it is fetched; it cannot go back, like a socket."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


class Entry(NamedTuple):
    """A file of the archive, and whether it may still be sent."""

    name: str
    stored: StoredFile
    still_open: StillOpen


def zip_stream(entries: Sequence[Entry]) -> Iterator[bytes]:
    """The archive, piece by piece. Documents are compressed already: stored.

    Breaks off once one of the files may not be sent any more.
    """
    pipe = _Pipe()
    names = unique_names([entry.name for entry in entries])
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for name, entry in zip(names, entries, strict=True):
            yield from _written(archive, pipe, name, entry)
    yield pipe.take()


def _written(archive: zipfile.ZipFile, pipe: _Pipe, name: str, entry: Entry) -> Iterator[bytes]:
    info = zipfile.ZipInfo(name, date_time=time.localtime()[:6])
    content = entry.stored.content
    with content.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        for chunk in chunks(source, entry.still_open):
            target.write(chunk)
            yield pipe.take()
    yield pipe.take()


def unique_names(names: Sequence[str]) -> list[str]:
    """Names safe inside an archive, each once: »Plan.pdf«, »Plan (2).pdf«."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        clean = name.replace("/", "-").replace("\\", "-").strip(". ") or _("Dokument")
        path, number, candidate = PurePath(clean), 2, clean
        while candidate.casefold() in taken:
            candidate, number = f"{path.stem} ({number}){path.suffix}", number + 1
        taken.add(candidate.casefold())
        found.append(candidate)
    return found
