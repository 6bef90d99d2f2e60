"""How far our reading agrees with what a second, independent parser reads from the samples."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contacts.vcard.card import Card
from contacts.vcard.reading import read_cards


@dataclass(frozen=True)
class Difference:
    path: str
    card: int
    field: str
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"{self.path} #{self.card} {self.field}"
        return f"{where}: expected {self.expected!r}, read {self.found!r}"


def expected_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "expected.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def differences(folder: Path) -> tuple[int, list[Difference]]:
    """The number of cards compared and every field that differs."""
    rows = expected_rows(folder)
    cache: dict[str, list[Card]] = {}
    found: list[Difference] = []
    for row in rows:
        path = row["path"]
        if path not in cache:
            cache[path] = read_cards((folder / path).read_bytes())
        index = int(row["card"])
        card = cache[path][index] if index < len(cache[path]) else Card()
        found.extend(
            Difference(path, index, field, expected, ours)
            for field, expected, ours in compare(row, card)
        )
    return len(rows), found


def compare(row: dict[str, str], card: Card) -> Iterator[tuple[str, str, str]]:
    """The fields in which a card differs from its row: name, what is expected, what was read."""
    photos = [part for part in row["photos"].split("|") if part.startswith("bytes:")]
    ours = {
        "fn": card.display_name,
        "family": card.family_name,
        "given": card.given_name,
        "tel": "|".join(phone.number for phone in card.phones),
        "email": "|".join(email.address for email in card.emails),
        "addresses": str(len(card.addresses)),
        "photos": f"bytes:{len(card.photo.data)}" if card.photo else "",
        "org": card.organisation,
    }
    theirs = {**row, "photos": photos[0] if photos else ""}
    for field, value in ours.items():
        if _plain(theirs[field]) != _plain(value):
            yield field, theirs[field], value


def _plain(text: str) -> str:
    """White space and the table's own escapes do not count as differences."""
    text = text.replace("\\n", " ").replace("\\t", " ").replace("\\\\", "\\")
    return " ".join("|".join(part.strip() for part in text.split("|")).split())
