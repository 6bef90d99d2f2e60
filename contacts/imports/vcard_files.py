"""Finds vCard files named on the command line: files, and folders full of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_ENDINGS = {".vcf", ".vcard"}
_MARK = b"begin:vcard"


def vcard_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read: each named one, and in folders all that are or hold vCards."""
    for path in paths:
        if path.is_dir():
            yield from (inside for inside in sorted(path.rglob("*")) if _holds_cards(inside))
        else:
            yield path


def _holds_cards(path: Path) -> bool:
    if not path.is_file():
        return False
    if path.suffix.lower() in _ENDINGS:
        return True
    # UTF-16 puts a zero byte beside every letter of the mark.
    return _MARK in path.read_bytes().replace(b"\x00", b"").lower()
