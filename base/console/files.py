"""Files named on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError


def add_paths(parser: ArgumentParser, what: str) -> None:
    """One or more files or folders; `what` says of what kind."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=f"{what}; mehrere sind möglich, Ordner werden durchsucht",
    )


def check_paths(paths: Iterable[Path]) -> None:
    """Raises CommandError when one is missing: before anything has happened."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CommandError(f"Nicht gefunden: {', '.join(missing)}")


def read_file(path: Path) -> bytes:
    """What is in the file; raises CommandError where it is missing or cannot be read."""
    check_paths([path])
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(unreadable(path, error)) from error


def unreadable(path: Path, error: OSError) -> str:
    """The words for a file that is there and cannot be read."""
    return f"Nicht lesbar: {path} ({error.strerror or error})"
