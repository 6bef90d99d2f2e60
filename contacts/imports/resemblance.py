"""Finds likely duplicates of a card or row: in the stock, and earlier in the same import."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from base.accounts.models import Agency
from contacts.deduplication.many_drafts import Stock, names_of
from contacts.derived.identity import draft_record
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.prepared import prepare
from contacts.duplicates.rarity import TYPICAL
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Comparison, in_words, weigh_pair
from contacts.duplicates.weights import LIKELY
from contacts.imports.entry import Entry

# How many earlier cards are compared (those with most keys in common), of how many per key, and
# how many of them are named.
_COMPARED = 5
_REMEMBERED = 20
_SHOWN = 3


@dataclass(frozen=True)
class Likeness:
    """Something that a card resembles; `id` is that of a contact, None for an earlier card."""

    id: int | None
    title: str
    comparison: Comparison

    @property
    def is_beyond_doubt(self) -> bool:
        """Whether an import that nobody watches may take it for the same one."""
        return self.comparison.is_beyond_doubt

    def as_json(self) -> dict[str, Any]:
        """In the form in which a run's items keep it."""
        fields = self.comparison.fields
        return {
            "id": self.id,
            "title": self.title,
            "score": round(100 * self.comparison.score),
            "reasons": [
                str(field.reason) for field in fields if field.agreement in ("same", "similar")
            ],
        }


class Likenesses:
    """Tells of many entries whom they resemble, those of earlier calls included."""

    def __init__(self, agency: Agency) -> None:
        self._agency = agency
        self._stock = Stock(agency)
        self._earlier = EarlierCards()
        self._created: set[int] = set()

    def passed_over(self, created: Iterable[int]) -> None:
        """Leaves contacts out that earlier entries became: those are compared as entries."""
        self._created.update(created)

    def of(self, entries: Sequence[Entry]) -> list[list[Likeness]]:
        """What each entry resembles, best first; in a fixed number of queries for all of them."""
        records = [
            draft_record(entry.data, self._agency.country) if entry.data else Record()
            for entry in entries
        ]
        existing = self._stock.resembling(records, besides=self._created)
        names = names_of({pk for found in existing for pk, _comparison in found})
        return [
            [
                *(Likeness(pk, names[pk], compared) for pk, compared in found if pk in names),
                *(self._among_earlier(entry, record) if entry.data else ()),
            ]
            for entry, record, found in zip(entries, records, existing, strict=True)
        ]

    def _among_earlier(self, entry: Entry, record: Record) -> list[Likeness]:
        found = self._earlier.resembling(record)
        self._earlier.add(entry.title, record)
        return found


class EarlierCards:
    """The cards read so far, so that the same person twice in one upload is noticed."""

    def __init__(self) -> None:
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._cards: list[tuple[str, Record]] = []

    def add(self, title: str, record: Record) -> None:
        """Remembers a card."""
        for key in blocking_keys(record):
            self._by_key[key].append(len(self._cards))
        self._cards.append((title, record))

    def resembling(self, record: Record) -> list[Likeness]:
        """The earlier cards that `record` resembles, best first."""
        shared: Counter[int] = Counter()
        for key in blocking_keys(record):
            shared.update(self._by_key.get(key, [])[-_REMEMBERED:])
        found = []
        for position, _keys in shared.most_common(_COMPARED):
            title, earlier = self._cards[position]
            weighed = weigh_pair(prepare(record), prepare(earlier), TYPICAL)
            score = weighed.score(TYPICAL)
            if score >= LIKELY:
                told = _("%(name)s (weiter oben in diesem Import)") % {"name": title}
                found.append(Likeness(None, told, in_words(weighed, score)))
        return sorted(found, key=lambda likeness: -likeness.comparison.score)[:_SHOWN]
