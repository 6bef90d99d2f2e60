"""`python -m bench.measure CASE ROWS`: one group of cases in the database of DATABASE_URL.

Prints its results as JSON, one a line. Every group has a process of its own, so that none warms
the caches of another.
"""

import importlib
import json
import logging
import sys
from typing import Any

import django
from django.db import connection

from bench.plan import CASES, Case


def main(name: str, rows: int) -> None:
    """Measures the group called `name`."""
    django.setup()
    # Walking all addresses meets many that only take a POST.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    case: Case = next(case for case in CASES if case.name == name)
    module: Any = importlib.import_module(case.module)
    for result in module.measure(rows):
        print(json.dumps(result.as_json(), ensure_ascii=False), flush=True)
    _check_plans()


def _check_plans() -> None:
    """A generic plan that the server keeps would distort what is measured after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        if cursor.fetchone() != (0,):
            print("Statements were prepared on the server.", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
