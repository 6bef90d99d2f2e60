#!/usr/bin/env python3
"""Django's commands, with the embedded servers where no real ones are given."""

import importlib.util
import os
import runpy
import sys
from pathlib import Path

# With all of these nothing is brought along, and none of the packages for that are needed.
GIVEN = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY")

if __name__ == "__main__":
    venv = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if importlib.util.find_spec("django") is None and venv.exists():
        os.execv(venv, [str(venv), *sys.argv])  # noqa: S606
    is_complete = all(os.environ.get(name) for name in GIVEN)
    module = "immonaut.commands" if is_complete else "immonaut.stack.manage"
    sys.exit(runpy.run_module(module)["run" if is_complete else "main"](sys.argv))
