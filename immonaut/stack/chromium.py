"""A browser for the tests: an installed one, else one we can get without asking."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from immonaut.stack.paths import StackError, is_root
from immonaut.stack.process import say

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_ADVICE = """There is no Chromium for the browser tests, and it could not be fetched. Do one of:
  Debian:  sudo apt-get install chromium
  other:   install Google Chrome or Chromium, or name one: CHROMIUM_PATH=/path/to/chrome make test
  any:     .venv/bin/python -m playwright install --with-deps chromium"""


def find_or_fetch() -> Path:
    """The path of a browser that starts; raises StackError with advice when there is none."""
    given = os.environ.get("CHROMIUM_PATH")
    if given:
        if not _starts(Path(given)):
            raise StackError(f"CHROMIUM_PATH={given} does not start.")
        return Path(given)
    for fetch in (None, _from_debian, _from_playwright):
        if fetch:
            fetch()
        found = next(filter(_starts, _candidates()), None)
        if found:
            return found
    raise StackError(_ADVICE)


def _candidates() -> Iterator[Path]:
    for name in _NAMES:
        path = shutil.which(name)
        if path:
            yield Path(path)
    yield _MAC
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    for pattern in ("chromium-*/chrome-linux*/chrome", "chromium_headless_shell-*/*/*headless*"):
        yield from sorted(cache.glob(pattern), reverse=True)


def _starts(path: Path) -> bool:
    """Some systems install a stub that only asks for another package."""
    if not path.is_file():
        return False
    try:
        done = subprocess.run(  # noqa: S603
            [str(path), "--version"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _from_debian() -> None:
    if is_root() and shutil.which("apt-get"):
        say("Installing Debian's chromium for the browser tests …")
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        if not _run(install) and _run(["apt-get", "update"]):
            _run(install)


def _from_playwright() -> None:
    say("Fetching Playwright's chromium for the browser tests …")
    _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _run(command: list[str]) -> bool:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(  # noqa: S603
            command,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=600,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
