"""Asks the tests about one mutant after the other, each in a process of its own.

The processes branch off one that has imported the libraries already: that is most of the time that
a run of a few tests takes.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from mutants.making import Mutant

# With a temporary folder of its own: pytest keeps three of those that it numbers, and a run of the
# suite beside this one would lose its own.
_QUICK = "-x -q -n 0 --reuse-db -p no:cacheprovider -o timeout=60 --basetemp=scratch".split()
# These need Django set up, or are what is changed.
_NOT_AHEAD = """
    audit base bench contacts faults immonaut properties sharing tests mutants manage allauth
    coverage pytest_cov __main__ __mp_main__
""".split()


def prepare(tests: Sequence[str]) -> None:
    """Makes the test database and imports the libraries; the tests must pass unchanged."""
    names = Path("libraries.json")
    for _ in ("makes the database", "finds it again"):
        if _in_a_process(lambda: _passes_and_notes(tests, names)) != 0:
            raise SystemExit("The tests fail without any change.")
        for name in json.loads(names.read_text()):
            with suppress(Exception):
                importlib.import_module(name)


def is_killed(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether a test fails under the mutant."""
    path = Path(mutant.module)
    original = path.read_text()
    path.write_text(mutant.source)
    try:
        return _in_a_process(lambda: _run(tests)) != 0
    finally:
        path.write_text(original)


def _passes_and_notes(tests: Sequence[str], names: Path) -> int:
    status = _run(tests)
    names.write_text(json.dumps([name for name in [*sys.modules] if _may_come_first(name)]))
    return status


def _may_come_first(name: str) -> bool:
    is_of_django_app = name.startswith("django.contrib.") or name.endswith((".models", ".admin"))
    return name.partition(".")[0] not in _NOT_AHEAD and not is_of_django_app


def _run(tests: Sequence[str]) -> int:
    return int(pytest.main([*_QUICK, *tests]))


def _in_a_process(work: Callable[[], int]) -> int:
    """What `work` returns, or its death by a signal."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 70
    try:
        with Path("said.txt").open("w") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            status = work()
    finally:
        os._exit(status)
