"""`python -m bench.stock key | fill ROWS`: in the database that DATABASE_URL names."""

import argparse
import hashlib
import os
from pathlib import Path

import django

django.setup()

# Models can be imported only after the set-up.
from bench.stock.loading import load_stock  # noqa: E402
from bench.stock.rows import Office, chunk_rows  # noqa: E402
from bench.stock.trigrams import add_trigrams  # noqa: E402
from immonaut.stack.paths import BASE_DIR  # noqa: E402

_SAMPLE = 300


def stock_key() -> str:
    """Changes when the same size would give another database.

    It covers the migrations, this package, and what the product derives from the first contacts.
    """
    summary = hashlib.blake2s()
    sources = [*BASE_DIR.glob("*/**/migrations/*.py"), *Path(__file__).parent.glob("*.py")]
    for source in sorted(path for path in sources if ".venv" not in path.parts):
        summary.update(source.read_bytes())
    for model, rows in chunk_rows(0, _SAMPLE, Office(1, ((1, "Anna"), (2, "Bernd")))).items():
        summary.update(f"{model.__name__} {[sorted(row.items()) for row in rows]}".encode())
    return summary.hexdigest()


def main() -> None:
    """Prints the key, or fills the database."""
    parser = argparse.ArgumentParser(prog="python -m bench.stock", description=__doc__)
    parser.add_argument("action", choices=["key", "fill"])
    parser.add_argument("rows", nargs="?", type=int, default=0)
    options = parser.parse_args()
    if options.action == "key":
        print(stock_key())
        return
    url = os.environ["DATABASE_URL"]
    load_stock(url, options.rows)
    add_trigrams(url)


if __name__ == "__main__":
    main()
