"""`python -m bench [--rows 10000,100000] [--only search,overview]`: the whole of `make bench`."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from bench import report
from bench.cluster import Cluster, Database, room_for, running
from bench.plan import CASES, SMALL, Case
from immonaut.stack.application import collect_static
from immonaut.stack.parent import die_with_parent
from immonaut.stack.paths import BASE_DIR, StackError
from immonaut.stack.process import say


def main(arguments: Sequence[str]) -> int:
    """Returns the exit status."""
    options = _parser().parse_args(arguments)
    only = options.only.split(",")
    cases = [case for case in CASES if any(map(case.is_asked_for, only))]
    sizes = tuple(int(size.replace("_", "")) for size in options.rows.split(",") if size)
    work = [(case, rows) for case in cases for rows in sizes_of(case, sizes)]
    entries: list[report.Entry] = []
    try:
        _build(sorted({SMALL, *(rows for _, rows in work)}))
        failed = _measure(work, entries)
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        report.write(entries, options.output)
    say(f"Written to {options.output}.")
    return 1 if failed else 0


def sizes_of(case: Case, asked: tuple[int, ...]) -> list[int]:
    """In which sizes a case is measured; its own ones when none is asked for."""
    return sorted(size for size in asked or case.default if size <= case.largest)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", default="", help="sizes of the stock, separated by commas")
    parser.add_argument("--only", default="", help="beginnings of names, separated by commas")
    parser.add_argument("--output", type=Path, default=report.RESULTS)
    return parser


def _build(sizes: list[int]) -> None:
    with running(safe=True) as cluster:
        missing = [rows for rows in sizes if not cluster.has_stock(rows)]
    if missing and not room_for(sum(missing)):
        raise StackError("The disk has no room for this stock; ask for a smaller one with --rows.")
    if missing:
        with running(safe=False) as cluster:
            for rows in missing:
                cluster.stock(rows)


def _measure(work: list[tuple[Case, int]], entries: list[report.Entry]) -> bool:
    """Adds to `entries`; a group that fails stops no other. Returns whether one did."""
    failed = False
    print(report.HEAD, flush=True)
    with running(safe=True) as cluster:
        collect_static(cluster.stock(SMALL).env)
        for case, rows in work:
            try:
                for entry in _measured(cluster, case, rows):
                    print(report.line(entry), flush=True)
                    entries.append(entry)
            except StackError as error:
                print(error, file=sys.stderr)
                failed = True
    return failed


def _measured(cluster: Cluster, case: Case, rows: int) -> Iterator[report.Entry]:
    with ExitStack() as undo:
        database = cluster.stock(rows)
        if case.writes:
            database = undo.enter_context(cluster.copy(database))
        env = _environment(cluster, database)
        parent = os.getpid()
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "bench.measure", case.name, str(rows)],
            env=env,
            cwd=BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: die_with_parent(parent, signal.SIGTERM),
        )
        assert process.stdout
        yield from map(json.loads, process.stdout)
        if process.wait():
            raise StackError(f"»{case.name}« could not be measured.")


def _environment(cluster: Cluster, database: Database) -> dict[str, str]:
    """What cases need beside the database they measure in."""
    return database.env | {
        "BENCH_SMALL_URL": cluster.stock(SMALL).env["DATABASE_URL"],
        "BENCH_RUN": str(cluster.run),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
