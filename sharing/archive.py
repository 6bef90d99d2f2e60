"""All documents of a link as one ZIP, made while it is sent: no file is held in memory whole."""

import io
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from base.files.models import StoredFile

_CHUNK = 64 * 1024


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


def zip_stream(files: Sequence[tuple[str, StoredFile]]) -> Iterator[bytes]:
    """The archive of (name, file), piece by piece. Documents are compressed already: stored."""
    pipe = _Pipe()
    names = unique_names([name for name, _ in files])
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for name, (_, stored) in zip(names, files, strict=True):
            yield from _entry(archive, pipe, name, stored)
    yield pipe.take()


def _entry(archive: zipfile.ZipFile, pipe: _Pipe, name: str, stored: StoredFile) -> Iterator[bytes]:
    info = zipfile.ZipInfo(name, date_time=time.localtime()[:6])
    with stored.content.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
            yield pipe.take()
    yield pipe.take()


def unique_names(names: Sequence[str]) -> list[str]:
    """Names safe inside an archive, each once: »Plan.pdf«, »Plan (2).pdf«."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        clean = name.replace("/", "-").replace("\\", "-").strip(". ") or "Dokument"
        path, number, candidate = PurePath(clean), 2, clean
        while candidate.casefold() in taken:
            candidate, number = f"{path.stem} ({number}){path.suffix}", number + 1
        taken.add(candidate.casefold())
        found.append(candidate)
    return found
