"""Makes the rows in which lists show links."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sharing.letters import public_url
from sharing.models import ShareLink
from sharing.models.links import ARMED_FOR, Standing

TONES = {
    Standing.DRAFT: "warn",
    Standing.OPEN: "ok",
    Standing.EXPIRED: "muted",
    Standing.CLOSED: "danger",
}


@dataclass(frozen=True)
class LinkRow:
    """One link with its address, its standing and what it shows now.

    `armed_at` and `seconds_left` are set while a second click on *Löschen* would delete.
    """

    link: ShareLink
    url: str
    standing: Standing
    contents: tuple[str, ...]
    armed_at: str = ""
    seconds_left: float = 0

    @property
    def tone(self) -> str:
        """The colour of the standing."""
        return TONES[self.standing]

    @property
    def is_open(self) -> bool:
        """Whether the customer can open it now."""
        return self.standing == Standing.OPEN

    @property
    def is_draft(self) -> bool:
        """Whether it still has to be saved."""
        return self.standing == Standing.DRAFT


def link_rows(links: Iterable[ShareLink], now: datetime) -> list[LinkRow]:
    """The rows for links that come with contact, property, contents and views."""
    return [_row(link, now) for link in links]


def _row(link: ShareLink, now: datetime) -> LinkRow:
    left = (link.armed_at + ARMED_FOR - now).total_seconds() if link.armed_at else 0
    return LinkRow(
        link=link,
        url=public_url(link),
        standing=link.standing_at(now),
        contents=tuple(item.name for item in link.items.all() if item.is_shown),
        armed_at=link.armed_at.isoformat() if link.armed_at and left > 0 else "",
        seconds_left=max(left, 0),
    )
