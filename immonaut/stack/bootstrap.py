"""Set-up on a machine that has only Python: the environment and the compiled catalogues.

Runs with the system's Python, so it uses nothing but the standard library.
"""

import fcntl
import hashlib
import platform
import shutil
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


class SetupError(Exception):
    """What to do before set-up can succeed."""


def main(arguments: list[str]) -> int:
    """Set up for running, or with »--dev« for tests and checks as well."""
    lock_file = BASE_DIR / (
        "requirements-dev.lock" if "--dev" in arguments else "requirements-embedded.lock"
    )
    try:
        (BASE_DIR / "var").mkdir(mode=0o700, exist_ok=True)
        with (BASE_DIR / "var" / "setup.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            create_environment()
            install(lock_file)
            compile_catalogues()
    except PermissionError as error:
        say(f"{error.filename} is not writable for you; it was probably made by another account.")
        return 1
    except SetupError as error:
        say(str(error))
        return 1
    return 0


def create_environment() -> None:
    """Make `.venv`; an unfinished one is made again."""
    if PYTHON.exists() and _succeeds(PYTHON, "-c", "import pip"):
        return
    check_python()
    say(f"Creating .venv with Python {platform.python_version()} …")
    if VENV.exists() and not VENV.is_symlink():
        shutil.rmtree(VENV)
    _run(sys.executable, "-m", "venv", str(VENV))


def check_python() -> None:
    """Raises SetupError with the exact remedy when this Python cannot make environments."""
    if sys.version_info < OLDEST:
        raise SetupError(
            f"immonaut needs Python 3.11 or newer, this is {platform.python_version()}."
            " Name another one: make setup PYTHON=/path/to/python3"
        )
    if not _succeeds(sys.executable, "-c", "import ensurepip, venv"):
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise SetupError(
            "This Python cannot create virtual environments (Debian and Ubuntu split it off)."
            f" Install the missing part and try again:\n  sudo apt-get install {name}"
        )


def install(lock_file: Path) -> None:
    """Install exactly what the lock names; nothing to do when that was done before."""
    digest = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    stamp = VENV / f"immonaut-{lock_file.stem}.stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("Installing packages …")
    _run(
        *(str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"),
        *("--disable-pip-version-check", "--progress-bar", "off"),
        # The lock is complete, so nothing is left to resolve; modules compile when first used.
        *("--no-deps", "--no-compile", "--require-hashes", "-r", str(lock_file)),
    )
    stamp.write_text(digest)


def compile_catalogues() -> None:
    """Compile translations that are newer than their compiled form."""
    sources = (BASE_DIR / "locale").glob("*/LC_MESSAGES/*.po")
    if all(_is_compiled(source) for source in sources):
        return
    _run(str(PYTHON), "-m", "babel.messages.frontend", "compile", "-D", "django", "-d", "locale")


def say(text: str) -> None:
    """Standard output is kept for results."""
    print(text, file=sys.stderr, flush=True)


def _is_compiled(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def _succeeds(*command: str | Path) -> bool:
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command], capture_output=True, check=False
    )
    return done.returncode == 0


def _run(*command: str) -> None:
    done = subprocess.run(  # noqa: S603
        command,
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(f"This failed: {' '.join(command)}\n{done.stdout}".rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
