"""Management commands that find a running stack or bring the embedded servers along."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from immonaut import commands
from immonaut.stack import servers
from immonaut.stack.lease import Lease
from immonaut.stack.paths import StackError, durable_layout
from immonaut.stack.supervisor import prepare_database, running_url


def main(arguments: Sequence[str] = tuple(sys.argv)) -> int:
    """Run one management command; returns the exit status."""
    if arguments[1:2] == ["test"]:
        return commands.run(arguments)  # which refuses: nothing is brought along for that
    try:
        with _surroundings(arguments):
            return commands.run(arguments)
    except StackError as error:
        print(error, file=sys.stderr)
        return 1


@contextmanager
def _surroundings(arguments: Sequence[str]) -> Iterator[None]:
    """Fill the environment, holding embedded servers for as long as the command runs."""
    command = arguments[1] if len(arguments) > 1 else "help"
    if servers.needed() or not os.environ.get("SECRET_KEY"):
        layout = durable_layout()
        layout.prepare()
        with Lease(layout, servers.needed()) as lease:
            env = servers.environment(layout, lease.addresses, running_url(layout), os.environ)
            if "database" in servers.needed() and command not in commands.ABOUT_MIGRATIONS:
                prepare_database(layout, env)
            os.environ.update(env)
            yield
    else:
        yield
