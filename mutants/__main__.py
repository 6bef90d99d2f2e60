"""`python -m mutants [SUBJECT …] [--every 3]`: how many mutants of a rule no test notices."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mutants.asking import is_killed, prepare
from mutants.making import Mutant, mutants_of

HERE = Path(__file__).parent
_LEFT = (".venv", ".git", "var", ".*_cache", "__pycache__", ".hypothesis")
# Of a hundred mutants, how many may survive unjudged.
_MOST_SURVIVING = 10


def main(arguments: Sequence[str]) -> int:
    """0 when no subject has too many survivors."""
    options = _parser().parse_args(arguments)
    if not options.here:
        return _in_a_copy(arguments)
    prepared = _toml("subjects.toml")
    names = options.subjects or [*prepared]
    return max([_measure(name, prepared[name], options.every) for name in names])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mutants", description=__doc__)
    parser.add_argument("subjects", nargs="*", help=", ".join(_toml("subjects.toml")))
    parser.add_argument("--every", type=int, default=1, help="only each third mutant, say")
    parser.add_argument("--here", action="store_true", help="(internal) change this very tree")
    return parser


def _in_a_copy(arguments: Sequence[str]) -> int:
    """Whatever happens to the run, the checkout keeps its sources."""
    # Leaves by way of an exception, which ends what runs and takes the folder away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="immonaut-mutants-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(HERE.parent, copy, ignore=shutil.ignore_patterns(*_LEFT), symlinks=True)
        # What was compiled from a mutant must not be found by the next one.
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "mutants", "--here", *arguments]
        return subprocess.run(command, cwd=copy, env=environment).returncode  # noqa: S603


def _measure(name: str, subject: dict[str, Any], every: int) -> int:
    mutants = [
        mutant
        for module in subject["modules"]
        for mutant in mutants_of(module, subject.get("functions", ()))
    ][::every]
    prepare(subject["tests"])
    survived = judged = 0
    for mutant in mutants:
        if is_killed(mutant, subject["tests"]):
            continue
        if _key(mutant) in _judged():
            judged += 1
            continue
        survived += 1
        print(f"{mutant.module}:{mutant.row}\n  - {mutant.line}\n  + {mutant.becomes}", flush=True)
    print(
        f"{name}: {len(mutants)} mutants, {len(mutants) - survived - judged} killed,"
        f" {survived} survived, {judged} judged",
        flush=True,
    )
    return int(survived * 100 > _MOST_SURVIVING * len(mutants))


def _judged() -> set[tuple[str, str, str]]:
    entries = _toml("judged.toml").get("judged", [])
    return {(entry["module"], entry["line"], entry["becomes"]) for entry in entries}


def _key(mutant: Mutant) -> tuple[str, str, str]:
    return mutant.module, mutant.line, mutant.becomes


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text())


sys.exit(main(sys.argv[1:]))
