"""The ZIP around a feed: its documents and the files beside them, within limits.

Nothing is written to disk, so a name that climbs out of its folder (CWE-22) can do
no harm; it is nonetheless reduced to what lies below the archive's root.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from base.files.damage import DAMAGED_ZIP
from properties.openimmo.problems import Problem, problem

MEBIBYTE = 1024 * 1024
MOST_ENTRIES = 5_000
LARGEST_ENTRY = 64 * MEBIBYTE
LARGEST_TOTAL = 512 * MEBIBYTE
HIGHEST_RATIO = 200
_RATIO_MATTERS_FROM = MEBIBYTE
_CENTRAL_ENTRY = b"PK\x01\x02"
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz")


class ArchiveError(Exception):
    """The archive, or one of its files, cannot be used; `problem` says why."""

    def __init__(self, code: str, *, value: str = "") -> None:
        super().__init__(code)
        self.problem = problem(code, value=value)


class Archive:
    """The files of a ZIP by their neutralised names."""

    def __init__(self, source: bytes) -> None:
        """Open the archive `source`. Raises `ArchiveError` if that cannot be done."""
        if source.count(_CENTRAL_ENTRY) > 2 * MOST_ENTRIES:
            raise ArchiveError("too_many_entries", value=str(MOST_ENTRIES))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source))
        except DAMAGED_ZIP as error:
            raise ArchiveError("broken_archive") from error
        infos = [info for info in self._zip.infolist() if not _is_clutter(info)]
        if len(infos) > MOST_ENTRIES:
            raise ArchiveError("too_many_entries", value=str(MOST_ENTRIES))
        self._infos = {neutral_name(info.filename): info for info in infos}
        self._spellings = dict(_spellings(self._infos))
        self._read: dict[str, bytes] = {}
        self._budget = LARGEST_TOTAL

    def documents(self) -> list[str]:
        """The names of the XML files, in the archive's order."""
        return [name for name in self._infos if name.casefold().endswith(".xml")]

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the archive's names and kinds of files."""
        for name, info in self._infos.items():
            if name != info.filename.replace("\\", "/").removeprefix("./"):
                yield problem("unsafe_name", value=info.filename)
            if name.casefold().endswith(_ARCHIVES):
                yield problem("nested_archive", value=name)

    def unread(self) -> list[str]:
        """The names of the files that nobody has asked for, archives and XML aside."""
        return [
            name
            for name in self._infos
            if name not in self._read and not name.casefold().endswith((*_ARCHIVES, ".xml"))
        ]

    def find(self, path: str, *, beside: str) -> str | None:
        """The file that a document named `beside` means by `path`, in any spelling."""
        folder = posixpath.dirname(beside)
        for wanted in (path, unquote(path)):
            plain = wanted.replace("\\", "/")
            in_folder = neutral_name(posixpath.normpath(posixpath.join(folder, plain)))
            for candidate in (in_folder, neutral_name(plain), posixpath.basename(plain)):
                if found := self._spellings.get(candidate.casefold()):
                    return found
        return None

    def read(self, name: str) -> bytes:
        """The content of `name`. Raises `ArchiveError` when it is broken or too large."""
        if name not in self._read:
            content = self._unpack(name)
            self._budget -= len(content)
            self._read[name] = content
        return self._read[name]

    def _unpack(self, name: str) -> bytes:
        info = self._infos[name]
        _check_size(name, info)
        try:
            with self._zip.open(info) as file:
                content = file.read(min(LARGEST_ENTRY, self._budget) + 1)
        except DAMAGED_ZIP as error:
            raise ArchiveError("broken_entry", value=name) from error
        if len(content) > LARGEST_ENTRY:
            raise ArchiveError("entry_too_large", value=name)
        if len(content) > self._budget:
            raise ArchiveError("archive_too_large", value=f"{LARGEST_TOTAL // MEBIBYTE} MB")
        return content


def _check_size(name: str, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise ArchiveError("encrypted_entry", value=name)
    if info.file_size > LARGEST_ENTRY:
        raise ArchiveError("entry_too_large", value=name)
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > _RATIO_MATTERS_FROM and ratio > HIGHEST_RATIO:
        raise ArchiveError("suspicious_compression", value=name)


def neutral_name(name: str) -> str:
    """`name` below the archive's root: no drive, no leading slash, no ``..``."""
    parts = re.sub(r"^[A-Za-z]:", "", name.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _is_clutter(info: zipfile.ZipInfo) -> bool:
    name = neutral_name(info.filename)
    hidden = posixpath.basename(name).startswith((".", "~$")) or name.startswith("__MACOSX/")
    return not name or info.is_dir() or hidden


def _spellings(infos: dict[str, zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """Every way a document may write a file's name.

    The bare name will do when no other file has it; exact paths win over bare names.
    """
    bare = Counter(posixpath.basename(name).casefold() for name in infos)
    for name in infos:
        if bare[posixpath.basename(name).casefold()] == 1:
            for spelling in _decodings(posixpath.basename(name), infos[name]):
                yield spelling.casefold(), name
    for name in reversed(infos):
        for spelling in _decodings(name, infos[name]):
            yield spelling.casefold(), name


def _decodings(name: str, info: zipfile.ZipInfo) -> Iterator[str]:
    """`name` as it is, and as it reads if it was not code page 437 (as ZIP has it by default)."""
    yield name
    if info.flag_bits & 0x800 or name.isascii():
        return
    for encoding in ("cp1252", "utf-8"):
        try:
            yield name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
