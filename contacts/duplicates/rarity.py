"""Says how common a value is in a stock of contacts: what an agreement by chance is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contacts.duplicates.prepared import Prepared, prepare
from contacts.duplicates.record import Record
from contacts.duplicates.weights import (
    DUPLICATES_PER_RECORD,
    HOUSEHOLD_PER_RECORD,
    IDENTIFIERS,
    PSEUDO_RECORDS,
    RAREST_SHARE,
    TYPICAL_SHARE,
    TYPICAL_STOCK,
)


@dataclass(frozen=True, slots=True)
class Rarity:
    """Counts of values in a stock of `total` records, by field.

    The counted values are those of `countable_values`. A small stock says little about how
    common Huber is, so shares lean on typical ones as if `PSEUDO_RECORDS` records more were known.
    `duplicates` and `households` are how many of either a record has in this stock on average.
    """

    total: int = TYPICAL_STOCK
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    duplicates: float = DUPLICATES_PER_RECORD
    households: float = HOUSEHOLD_PER_RECORD

    @classmethod
    def from_records(cls, records: Iterable[Record]) -> Rarity:
        """Counts the values of a stock."""
        return cls.from_prepared(prepare(record) for record in records)

    @classmethod
    def from_prepared(cls, stock: Iterable[Prepared]) -> Rarity:
        """Counts the values of a stock whose records are normalised already."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in TYPICAL_SHARE}
        total = 0
        for prepared in stock:
            total += 1
            for name, value in countable_values(prepared):
                counts[name][value] += 1
        return cls(max(total, 1), counts)

    def share(self, name: str, value: str) -> float:
        """The probability that another record holds `value` by chance, above 0 and at most 1."""
        typical = TYPICAL_SHARE[name]
        if not self.counts:
            return typical
        others = _others(name, self.counts.get(name, {}).get(value, 0))
        share = (others + PSEUDO_RECORDS * typical) / (self.total + PSEUDO_RECORDS)
        return min(max(share, RAREST_SHARE[name]), 1.0)


def _others(name: str, count: int) -> float:
    """How many holders of a value to expect besides the one that is looked at.

    One of the counted ones may be the duplicate in question and does not count. Identifiers have
    no other holders than the counted. Names follow Zipf's law, by which a value seen c times is
    expected c (c + 1) / (c + 2) times (Good: The Population Frequencies of Species. Biometrika
    40, 1953): a name seen once is borne by others as well.
    """
    if name in IDENTIFIERS:
        return max(count - 2, 0)
    seen = max(count - 1, 1)
    return seen * (seen + 1) / (seen + 2)


TYPICAL = Rarity()
"""For a stock nobody has counted."""


def countable_values(prepared: Prepared) -> set[tuple[str, str]]:
    """The (field, value) pairs of one record that a stock's counts are made of."""
    values = {
        ("given", prepared.given),
        ("family", prepared.family),
        ("given_sound", prepared.given_sound),
        ("family_sound", prepared.family_sound),
        ("company", prepared.company),
        ("birth", prepared.birth),
        *(("given_class", name) for name in prepared.given_classes),
        *(("email", email) for email in prepared.emails),
        *(("phone", phone) for phone in prepared.phones),
    }
    for address in prepared.addresses:
        values |= {
            ("street", address.street),
            ("number", address.number),
            ("postal_code", address.postal_code),
            ("place", address.place),
        }
    return {(name, value) for name, value in values if value}
