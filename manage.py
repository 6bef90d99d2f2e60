#!/usr/bin/env python3
"""Django's commands, with the embedded servers where no real ones are given."""

import importlib.util
import os
import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    venv = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if importlib.util.find_spec("django") is None and venv.exists():
        os.execv(venv, [str(venv), *sys.argv])  # noqa: S606
    sys.exit(runpy.run_module("immonaut.stack.manage")["main"](sys.argv))
