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

_SAMPLE = ((0, 300), (7, 300))
# What is not seen in rows: how they are loaded, and what stands beside them.
_SOURCES = ("loading.py", "trigrams.py")


def stock_key() -> str:
    """Changes when the same size would give other rows, whatever the reason."""
    summary = hashlib.blake2s(digest_size=12)
    for name in _SOURCES:
        summary.update(Path(__file__).with_name(name).read_bytes())
    office = Office(1, ((1, "Anna"), (2, "Bernd")))
    for chunk, count in _SAMPLE:
        for model, rows in chunk_rows(chunk, count, office).items():
            told = [sorted(row.items()) for row in rows]
            summary.update(f"{model.__name__} {told}".encode())
    return summary.hexdigest()


def migrations_key() -> str:
    """Changes with any migration of the product."""
    summary = hashlib.blake2s(digest_size=12)
    for source in sorted(BASE_DIR.glob("[!.]*/**/migrations/*.py")):
        summary.update(source.read_bytes())
    return summary.hexdigest()


def main() -> None:
    """Prints the keys, or fills the database."""
    parser = argparse.ArgumentParser(prog="python -m bench.stock", description=__doc__)
    parser.add_argument("action", choices=["key", "fill"])
    parser.add_argument("rows", nargs="?", type=int, default=0)
    options = parser.parse_args()
    if options.action == "key":
        print(stock_key(), migrations_key())
        return
    url = os.environ["DATABASE_URL"]
    load_stock(url, options.rows)
    add_trigrams(url)


if __name__ == "__main__":
    main()
