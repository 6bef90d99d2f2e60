"""A second checkout with data of its own, at a path that has a space and an umlaut."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from immonaut.stack.paths import BASE_DIR
from immonaut.stack.process import wait_until
from immonaut.stack.servers import without_contract
from tests.processes import command_line


class Checkout:
    """Runs commands in a copy of this checkout and knows which processes belong to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.python = root / ".venv" / "bin" / "python"

    def popen(self, *arguments: str, **env: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(self.python), *arguments],
            cwd=self.root,
            env=without_contract() | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def command(
        self, *arguments: str, patience: float = 120, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """What it printed and how it ended; raises TimeoutExpired after `patience` seconds."""
        process = self.popen(*arguments, **env)
        out, err = process.communicate(timeout=patience)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def processes(self) -> list[psutil.Process]:
        """Every living process that mentions the copy or its database folder."""
        data = self.root / "var" / "postgres"
        marks = {str(self.root), str(data.resolve())}
        return [
            process
            for process in psutil.process_iter()
            if any(mark in part for mark in marks for part in command_line(process))
        ]

    def expect_nothing_left(self) -> None:
        """No process remains; one that has just let go of its lock may still be ending."""
        wait_until(lambda: not self.processes(), "the end of all processes", seconds=2)

    def kill_all(self) -> None:
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def remove(self) -> None:
        self.kill_all()
        wait_until(lambda: not self.processes(), "the end of all processes", seconds=20)
        home = (self.root / "var" / "postgres").resolve().parent
        if (home / "checkout").exists():
            shutil.rmtree(home)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    root = tmp_path_factory.mktemp("Büro Köln") / "immo naut"
    ignore = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache", "tests")
    shutil.copytree(BASE_DIR, root, ignore=ignore)
    os.symlink(Path(sys.prefix), root / ".venv")
    checkout = Checkout(root)
    yield checkout
    checkout.remove()
