"""A search order as its page shows it: criteria as chips, matches as rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.listing.address import read_id
from base.ui.formats import day
from properties.matching.criteria import KINDS, CriterionKind
from properties.matching.predicate import Wanted
from properties.matching.wording import Reason, describe_criterion, in_order
from properties.models.orders import OrderState, SearchOrder
from properties.models.property import Property
from properties.orders.queries import Match, Matches, fetch_properties, matches_by_order

ROWS = 10
FITTING, NEAR = "passend", "knapp"
_NEW_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Chip:
    """One criterion; `edit_url` opens its form, `remove_url` takes a POST."""

    text: str
    is_must: bool
    edit_url: str
    remove_url: str


@dataclass(frozen=True)
class MatchRow:
    """A property with the judgement on it."""

    record: Property
    match: Match

    @property
    def is_new(self) -> bool:
        """Whether it came in within the last days."""
        return timezone.now() - self.record.created_at < _NEW_FOR

    @property
    def score(self) -> int:
        """0 to 100."""
        return self.match.score

    @cached_property
    def reasons(self) -> list[Reason]:
        """Why it fits or not, in words."""
        return self.match.reasons


@dataclass(frozen=True)
class Listing:
    """Which list of an order is open, and how many of its rows are shown."""

    name: str = ""
    rows: int = ROWS

    @classmethod
    def of(cls, asked: QueryDict) -> Listing:
        """What an address asks for; whatever makes no sense is left out."""
        name = asked.get("liste", "")
        rows = read_id(asked.get("zeilen", ""))
        return cls(name if name in (FITTING, NEAR) else "", max(ROWS, rows if rows < 10_000 else 0))


@dataclass(frozen=True)
class MatchTab:
    """A list of an order as a link."""

    name: str
    label: str
    count: int
    url: str
    is_active: bool


@dataclass(frozen=True)
class Card:
    """One order with everything that its part of the page shows."""

    order: SearchOrder
    matches: Matches
    listing: Listing
    today: date
    properties: dict[int, Property] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The order's own address."""
        return self.order.get_absolute_url()

    @cached_property
    def chips(self) -> list[Chip]:
        """The criteria, musts first."""
        return [self._chip(one) for one in in_order(self.order.wanted())]

    def _chip(self, one: Wanted) -> Chip:
        base = [self.order.contact_id, self.order.pk]
        edit = reverse("properties:criterion", args=[*base, one.kind.value])
        if one.kind == CriterionKind.FEATURE:
            edit += f"?kriterium={one.id}"
        return Chip(
            text=describe_criterion(one),
            is_must=one.is_must,
            edit_url=edit,
            remove_url=reverse("properties:criterion_remove", args=[*base, one.id]),
        )

    @cached_property
    def addable(self) -> list[tuple[str, str]]:
        """Label and address of each kind that the order has no criterion of yet."""
        used = {one.kind for one in self.order.wanted()} - {CriterionKind.FEATURE}
        base = [self.order.contact_id, self.order.pk]
        return [
            (str(kind.label), reverse("properties:criterion", args=[*base, kind.value]))
            for kind in KINDS
            if kind not in used
        ]

    @property
    def shown(self) -> str:
        """The open list: what fits, unless nothing does and something is near."""
        if self.listing.name:
            return self.listing.name
        return NEAR if self.matches.near and not self.matches.fitting else FITTING

    @property
    def matches_shown(self) -> list[Match]:
        """The matches of the open list that have a row."""
        return self._all_matches[: self.listing.rows]

    @property
    def _all_matches(self) -> list[Match]:
        return self.matches.near if self.shown == NEAR else self.matches.fitting

    @cached_property
    def rows(self) -> list[MatchRow]:
        """The rows of the open list; a property that vanished meanwhile is left out."""
        return rows_of(self.matches_shown, self.properties)

    @property
    def more_url(self) -> str:
        """Shows more rows of the open list; "" where all are shown."""
        if len(self._all_matches) <= self.listing.rows:
            return ""
        return f"{self.url}?{urlencode({'liste': self.shown, 'zeilen': self.listing.rows * 3})}"

    @cached_property
    def tabs(self) -> list[MatchTab]:
        """Both lists; none where nothing is looked for."""
        if not self.is_looking or not self.order.wanted():
            return []
        labels = [
            (FITTING, _("Passend"), self.matches.fitting),
            (NEAR, _("Knapp daneben"), self.matches.near),
        ]
        return [
            MatchTab(name, label, len(found), f"{self.url}?liste={name}", name == self.shown)
            for name, label, found in labels
        ]

    @cached_property
    def is_looking(self) -> bool:
        """Whether properties are looked for."""
        return self.order.is_looking(self.today)

    @property
    def is_expired(self) -> bool:
        """Whether its last day is over."""
        return self.order.is_expired(self.today)

    @property
    def sentence(self) -> str:
        """What to know when there are no rows, or only near ones; "" otherwise."""
        if not self.order.wanted():
            return _("Noch ohne Kriterien. Fügen Sie hinzu, was gesucht wird.")
        if not self.is_looking:
            return self._why_not_looking()
        if self.matches.fitting and (self.shown == FITTING or self.matches.near):
            return ""
        if self.matches.fitting:
            return _("Keine Immobilie verfehlt den Suchauftrag nur knapp.")
        if self.matches.near:
            return _("Derzeit passt keine Immobilie. Diese verfehlen nur ein Kriterium.")
        return _("Derzeit passt keine Immobilie aus Ihrem Bestand, auch nicht knapp.")

    def _why_not_looking(self) -> str:
        if self.order.state == OrderState.PAUSED:
            return _("Pausiert: Es wird nicht nach Immobilien gesucht.")
        if self.order.state == OrderState.DONE:
            return _("Erledigt: Es wird nicht nach Immobilien gesucht.")
        text = _("Abgelaufen am %(day)s: Es wird nicht mehr nach Immobilien gesucht.")
        return text % {"day": day(self.order.valid_until)}


def build_cards(orders: Iterable[SearchOrder], listing: Listing | None = None) -> list[Card]:
    """The cards of `orders`: one query for all matches, two for all rows."""
    today = timezone.localdate()
    listing, orders = listing or Listing(), list(orders)
    matches = matches_by_order(orders, today=today)
    drafts = [Card(order, matches[order.pk], listing, today) for order in orders]
    found = fetch_properties(match for card in drafts for match in card.matches_shown)
    return [Card(c.order, c.matches, listing, today, found) for c in drafts]


def best_rows(orders: Sequence[SearchOrder], limit: int) -> tuple[list[MatchRow], int]:
    """The best fitting properties over several orders, each once, and how many fit at all."""
    today = timezone.localdate()
    best: dict[int, Match] = {}
    for matches in matches_by_order(orders, today=today).values():
        for match in matches.fitting:
            if match.pk not in best or best[match.pk].score < match.score:
                best[match.pk] = match
    chosen = sorted(best.values(), key=lambda match: (-match.score, -match.pk))[:limit]
    found = fetch_properties(chosen)
    return rows_of(chosen, found), len(best)


def rows_of(matches: Collection[Match], found: dict[int, Property]) -> list[MatchRow]:
    """Rows in the order of `matches`."""
    return [MatchRow(found[match.pk], match) for match in matches if match.pk in found]
