"""Django's commands where every server is given: nothing is brought along."""

import os
import sys
from collections.abc import Sequence
from typing import Final

from django.core.management import execute_from_command_line

# Commands that change the schema act as its owner, and so do the demo, which has a past, and the
# change of keys, which leaves no entry in the record; everything else as the application.
_OWNER_COMMANDS: Final = frozenset(
    {
        "createcachetable",
        "load_demo",
        "migrate",
        "pgtrigger",
        "rotate_field_keys",
        "sqlflush",
    }
)
ABOUT_MIGRATIONS: Final = frozenset(
    {
        "makemigrations",
        "migrate",
        "optimizemigration",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
    }
)


def run(arguments: Sequence[str]) -> int:
    """Run one command as the role that may; returns the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "immonaut.settings")
    command = arguments[1] if len(arguments) > 1 else "help"
    if command == "test":
        print("The suite has servers of its own: make test", file=sys.stderr)
        return 2
    _become_owner(command)
    execute_from_command_line(list(arguments))
    return 0


def _become_owner(command: str) -> None:
    if command in ABOUT_MIGRATIONS:
        os.environ.setdefault("DATABASE_USE", "schema")
    if command in _OWNER_COMMANDS:
        os.environ["DATABASE_URL"] = (
            os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
        )


if __name__ == "__main__":
    sys.exit(run(sys.argv))
