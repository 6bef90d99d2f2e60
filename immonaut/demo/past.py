"""The past of the demo agency: while something of it is told, the services take it for now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from random import Random
from time import monotonic
from unittest.mock import patch

from django.utils import timezone

from audit.context import acting
from base.accounts.models import User

# Customers' devices of the demo lie in a network that is reserved for documentation (RFC 5737).
_CUSTOMERS = "203.0.113."
_OFFICE = "192.0.2.17"


class Past:
    """Moments that lie behind us, and who did something then."""

    def __init__(self, agents: list[User], chance: Random) -> None:
        self.now = timezone.now()
        self._chance = chance
        self._agents = agents

    def ago(self, days: float) -> datetime:
        """The moment `days` before now."""
        return self.now - timedelta(days=days)

    def since(self, start: datetime, within: float = 365) -> datetime:
        """Some moment after `start`, at most `within` days after it, by day where that fits."""
        end = min(self.now, start + timedelta(days=within))
        moment = start + (end - start) * self._chance.random()
        by_day = timezone.localtime(moment).replace(
            hour=self._chance.randint(8, 18), minute=self._chance.randint(0, 59)
        )
        return by_day if start < by_day < end else moment

    @contextmanager
    def by_agent(self, moment: datetime) -> Iterator[User]:
        """At `moment` one of the agents is at work, most often the first."""
        agent = self._agents[0 if self._chance.random() < 0.7 else -1]
        with _at(moment), acting(at=moment, actor_id=agent.pk, actor=str(agent), address=_OFFICE):
            yield agent

    @contextmanager
    def by_customer(self, moment: datetime) -> Iterator[str]:
        """At `moment` a customer looks, from the address that this gives."""
        address = f"{_CUSTOMERS}{self._chance.randint(1, 250)}"
        with _at(moment), acting(at=moment, address=address):
            yield address


def opening_of(day: datetime) -> datetime:
    """When the office opens on the day of a moment."""
    return timezone.make_aware(datetime.combine(timezone.localdate(day), time(8, 30)))


@contextmanager
def _at(moment: datetime) -> Iterator[None]:
    """The clock runs on from `moment`, so that what happens then keeps its order."""
    begun = monotonic()
    with patch.object(timezone, "now", lambda: moment + timedelta(seconds=monotonic() - begun)):
        yield
