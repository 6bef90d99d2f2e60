"""Finds old files in the store and on disk, one after the other, whatever their number."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage

# Only what `base.files.models.random_name` makes; other things may lie in the folder as well.
_FOLDER = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"[0-9a-f]{40}")
# What is written beside its place before it is moved there: the table of places.
_UNMOVED = re.compile(r"tmp[a-z0-9_]{8}")
# Temporary files have no names here and vanish with their process, but for two: folders that begin
# like this (typst takes pictures from a folder alone), and those of workbooks, which hold contacts.
TEMPORARY = "immonaut-sheet-"
_TEMPORARY = re.compile(rf"openpyxl\.\w+|{TEMPORARY}\w+")


@dataclass(frozen=True)
class Leftover:
    """A file (or a temporary folder) that may be one; `size` in bytes, `where` for people."""

    #: As rows name it.
    name: str
    where: str
    size: int
    remove: Callable[[], object]


def stored_files(before: float) -> Iterator[Leftover]:
    """Files of the store that have lain there untouched since `before`, a time."""
    bucket = getattr(default_storage, "bucket", None)
    return _in_bucket(bucket, before) if bucket else _on_disk(before)


def _in_bucket(bucket: Any, before: float) -> Iterator[Leftover]:
    """Objects of S3, a thousand at each question; what a backup brings back is new there."""
    for item in bucket.objects.all():
        folder, _slash, name = item.key.partition("/")
        is_ours = _FOLDER.fullmatch(folder) and _FILE.fullmatch(name)
        if is_ours and item.last_modified.timestamp() < before:
            yield Leftover(item.key, f"{bucket.name}/{item.key}", item.size, item.delete)


def _on_disk(before: float) -> Iterator[Leftover]:
    root = Path(settings.FILES_DIR)
    for folder in _names(root):
        if _FOLDER.fullmatch(folder) and not (root / folder).is_symlink():
            yield from _old(root / folder, _FILE, before)


def unmoved_files(before: float) -> Iterator[Leftover]:
    """Files that were about to be moved to their place in the store."""
    return _old(Path(settings.FILES_DIR), _UNMOVED, before)


def temporary_files(before: float) -> Iterator[Leftover]:
    """Temporary files and folders that a process of this account left."""
    return _old(Path(tempfile.gettempdir()), _TEMPORARY, before, _is_own)


def _names(folder: Path) -> list[str]:
    return os.listdir(folder) if folder.is_dir() else []


def _is_file(facts: os.stat_result) -> bool:
    return stat.S_ISREG(facts.st_mode)


def _is_own(facts: os.stat_result) -> bool:
    """Others may have put theirs into a folder that all share."""
    return facts.st_uid == os.geteuid() and not stat.S_ISLNK(facts.st_mode)


def _old(
    folder: Path,
    pattern: re.Pattern[str],
    before: float,
    is_wanted: Callable[[os.stat_result], bool] = _is_file,
) -> Iterator[Leftover]:
    """What lies in `folder` (never what links lead to) with such names and of such age.

    Their age counts from when they came to lie there: the time of their last writing travels with
    a backup, so that files just restored, before their database is, would look old.
    """
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if not pattern.fullmatch(entry.name):
                continue
            try:
                facts = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # somebody has removed it meanwhile
            if is_wanted(facts) and max(facts.st_mtime, facts.st_ctime) < before:
                path = Path(entry.path)
                name = f"{path.parent.name}/{path.name}"
                yield Leftover(name, entry.path, facts.st_size, partial(_remove, path))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
