"""Management commands that find a running stack or bring the embedded servers along."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.management import execute_from_command_line

from immonaut.stack import servers
from immonaut.stack.application import load_demo
from immonaut.stack.lease import Lease
from immonaut.stack.paths import StackError, durable_layout
from immonaut.stack.supervisor import prepare_database, running_url

# Commands that change the schema act as its owner, and so do the demo, which has a past, and the
# change of keys, which leaves no entry in the record; everything else as the application.
_OWNER_COMMANDS = frozenset(
    {
        "createcachetable",
        "load_demo",
        "migrate",
        "pgtrigger",
        "rotate_field_keys",
        "sqlflush",
    }
)
_ABOUT_MIGRATIONS = frozenset(
    {
        "makemigrations",
        "migrate",
        "optimizemigration",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
    }
)


def main(arguments: Sequence[str] = tuple(sys.argv)) -> int:
    """Run one management command; returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "immonaut.settings")
    if arguments[1:2] == ["test"]:
        print("The suite has servers of its own: make test", file=sys.stderr)
        return 2
    try:
        with _surroundings(arguments):
            execute_from_command_line(list(arguments))
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@contextmanager
def _surroundings(arguments: Sequence[str]) -> Iterator[None]:
    """Fill the environment, holding embedded servers for as long as the command runs."""
    command = arguments[1] if len(arguments) > 1 else "help"
    if servers.needed() or not os.environ.get("SECRET_KEY"):
        layout = durable_layout()
        layout.prepare()
        with Lease(layout, servers.needed()) as lease:
            env = servers.environment(layout, lease.addresses, running_url(layout), os.environ)
            if "database" in servers.needed() and command not in _ABOUT_MIGRATIONS:
                prepare_database(layout, env)
                if names_demo(arguments):
                    load_demo(env, layout.run / "demo.lock", named=True)
            os.environ.update(env)
            _become_owner(command)
            yield
    else:
        _become_owner(command)
        yield


def names_demo(arguments: Sequence[str]) -> bool:
    """Whether a command is about the demo agency."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return any(a == "--agency=demo" or (a, b) == ("--agency", "demo") for a, b in pairs)


def _become_owner(command: str) -> None:
    if command in _ABOUT_MIGRATIONS:
        os.environ.setdefault("DATABASE_USE", "schema")
    if command in _OWNER_COMMANDS:
        os.environ["DATABASE_URL"] = (
            os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
        )
