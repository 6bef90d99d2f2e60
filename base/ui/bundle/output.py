"""Where the bundle lies, and whether it is up to date."""

import subprocess
import sys

from base.digests import digest_of
from base.ui.bundle import sources

FOLDER = sources.BASE_DIR / "var" / "bundle"
STYLE_SHEET = FOLDER / "immonaut.css"
SCRIPT = FOLDER / "immonaut.js"
STAMP = FOLDER.with_suffix(".stamp")


def digest() -> str:
    """Differs once anything changed that the bundle depends on."""
    files = [*sources.naming_files(), *sources.style_sheets(), sources.bootstrap()]
    return digest_of([*files, sources.BASE_DIR / "requirements.lock"])


def is_current() -> bool:
    """Whether the bundle is what would be joined now."""
    made = STYLE_SHEET.exists() and SCRIPT.exists() and STAMP.exists()
    return made and STAMP.read_text() == digest()


def refresh() -> None:
    """Join the bundle unless it is up to date.

    In a process of its own: what serves pages needs none of the libraries that joining takes.
    """
    if not is_current():
        command = [sys.executable, "-m", "base.ui.bundle"]
        subprocess.run(command, cwd=sources.BASE_DIR, check=True)  # noqa: S603 - our own
