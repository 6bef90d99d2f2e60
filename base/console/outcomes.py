"""How outcomes are printed."""

from __future__ import annotations

from argparse import ArgumentParser

_WOULD = {
    "created": "would create",
    "updated": "would update",
    "deleted": "would delete",
    "skipped": "would skip",
    "rejected": "would reject",
}
_DUPLICATES = "was mit Einträgen geschieht, die zweifelsfrei schon da sind: auslassen, anlegen"


def add_dry_run(parser: ArgumentParser) -> None:
    """`--dry-run`: only says what would happen."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="sagt nur, was geschähe (»would create«), und ändert nichts",
    )


def add_on_duplicate(parser: ArgumentParser) -> None:
    """`--on-duplicate skip|create`."""
    parser.add_argument(
        "--on-duplicate",
        choices=["skip", "create"],
        default="skip",
        help=_DUPLICATES,
    )


def add_format(parser: ArgumentParser, *choices: str) -> None:
    """`--format`; the first one is what is taken without it."""
    parser.add_argument(
        "--format",
        choices=choices,
        default=choices[0],
        help=f"wie jede Zeile ausgegeben wird (ohne Angabe: {choices[0]})",
    )


def shown_outcome(outcome: str, *, is_rehearsal: bool) -> str:
    """`created`, and »would create« where nothing was done."""
    return _WOULD.get(outcome, outcome) if is_rehearsal else outcome
