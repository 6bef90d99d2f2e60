"""`python -m immonaut.stack run | exec [--throwaway] -- COMMAND… | chromium`."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from immonaut.stack import lease, servers, supervisor
from immonaut.stack.chromium import find_or_fetch
from immonaut.stack.parent import die_with_parent
from immonaut.stack.paths import StackError, durable_layout, scratch_folder, temporary_layout


def main(arguments: Sequence[str]) -> int:
    """Returns the exit status."""
    options = _parser().parse_args(arguments)
    if options.with_parent:
        die_with_parent(os.getppid(), signal.SIGTERM)
    try:
        if options.action == "run":
            return supervisor.run()
        if options.action == "keep":
            return lease.keep(options.kind)
        if options.action == "chromium":
            print(find_or_fetch())
            return 0
        return _exec_throwaway(options.command) if options.throwaway else _exec(options.command)
    except StackError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m immonaut.stack", description=__doc__)
    parser.add_argument("--with-parent", action="store_true", help="end when the caller ends")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("run", help="run everything until Ctrl-C")
    actions.add_parser("chromium", help="find or get a browser for the tests, print its path")
    keep = actions.add_parser("keep", help="(internal) keep one shared server")
    keep.add_argument("kind", choices=sorted(servers.REPLACED_BY))
    execute = actions.add_parser("exec", help="run a command with the environment filled in")
    execute.add_argument("--throwaway", action="store_true", help="with servers of its own")
    execute.add_argument("command", nargs="+")
    return parser


def _exec(command: list[str]) -> int:
    layout = durable_layout()
    layout.prepare()
    with lease.Lease(layout, servers.needed()) as held:
        url = supervisor.running_url(layout)
        return _run(command, servers.environment(layout, held.addresses, url, os.environ))


def _exec_throwaway(command: list[str]) -> int:
    """For tests: DATABASE_URL is the owner's, who may create databases."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with scratch_folder() as scratch, ExitStack() as undo:
        layout = temporary_layout(scratch / "var", scratch)
        layout.prepare()
        own = servers.Servers(layout, servers.needed())
        undo.callback(own.stop)
        env = servers.environment(layout, own.start(), "http://localhost:8000", os.environ)
        env["DATABASE_APP_URL"] = env["DATABASE_URL"]
        env["DATABASE_URL"] = env["DATABASE_OWNER_URL"]
        return _run(command, env)


def _run(command: list[str], env: dict[str, str]) -> int:
    """Run in the foreground: Ctrl-C reaches the command itself, SIGTERM is passed on."""
    parent = os.getpid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    process = subprocess.Popen(  # noqa: S603 - what the caller asked for
        command,
        env=env,
        preexec_fn=lambda: _foreground(parent),
    )
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    return process.wait()


def _foreground(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    die_with_parent(parent, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
