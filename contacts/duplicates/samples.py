"""Public sample sets whose truth is known, as stocks of records."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contacts.duplicates import normalise
from contacts.duplicates.record import Gender, Record, RecordAddress

_GENDERS: dict[str, Gender] = {"f": "f", "m": "m"}


@dataclass(frozen=True, slots=True)
class SampleSet:
    """A stock in which records of one party carry the same party number."""

    name: str
    records: tuple[Record, ...]
    party_of: dict[int, str]

    @property
    def true_pairs(self) -> int:
        """How many pairs of records are one party."""
        sizes = Counter(self.party_of.values())
        return sum(size * (size - 1) // 2 for size in sizes.values())


# The files that `load_sets` reads.
NEEDED = (
    "german_org.csv",
    "german_dup.csv",
    "febrl/dataset3.csv",
    "febrl/dataset4a.csv",
    "febrl/dataset4b.csv",
)


def load_sets(folder: Path) -> Iterator[SampleSet]:
    """The German set, FEBRL 3 and FEBRL 4 from `folder`.

    Raises FileNotFoundError where a file is missing.
    """
    yield load_set("Deutsch", [folder / "german_org.csv", folder / "german_dup.csv"])
    yield load_set("FEBRL 3", [folder / "febrl" / "dataset3.csv"])
    yield load_set(
        "FEBRL 4", [folder / "febrl" / "dataset4a.csv", folder / "febrl" / "dataset4b.csv"]
    )


def load_set(name: str, files: Iterable[Path]) -> SampleSet:
    """One stock from CSV files whose ids tell the party (`p7-org`, `rec-7-dup-1`)."""
    records, party_of = [], {}
    rows = (row for file in files for row in _rows(file))
    for number, row in enumerate(rows, start=1):
        german = "rec_id" not in row
        records.append(_german_record(number, row) if german else _febrl_record(number, row))
        identity = row["id"] if german else row["rec_id"]
        party_of[number] = identity.split("-")[0 if german else 1]
    return SampleSet(name, tuple(records), party_of)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines, skipinitialspace=True)


def _german_record(number: int, row: dict[str, str]) -> Record:
    return Record(
        id=number,
        gender=_GENDERS.get(row["gender"], ""),
        given_name=row["given_name"],
        family_name=row["last_name"],
        emails=(row["email"],) if row["email"] else (),
        phones=(normalise.phone(row["phone"]),) if row["phone"] else (),
        addresses=(
            RecordAddress(
                row["street_name"], row["house_no"], row["postcode"], row["municipality"], "DE"
            ),
        ),
    )


def _febrl_record(number: int, row: dict[str, str]) -> Record:
    """Without the social security number, the state and the second address line."""
    text = row["date_of_birth"].strip()
    return Record(
        id=number,
        given_name=row["given_name"].strip(),
        family_name=row["surname"].strip(),
        birth_date=_date(text),
        birth_date_text=text,
        addresses=(
            RecordAddress(
                row["address_1"].strip(),
                row["street_number"].strip(),
                row["postcode"].strip(),
                row["suburb"].strip(),
                "AU",
            ),
        ),
    )


def _date(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
