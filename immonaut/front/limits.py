"""How much of this process anybody may take, and how long."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """A slow line is one that needs more than `slow_seconds` for a request's body."""

    threads: int = 8
    # Requests that wait for a thread; one more is refused.
    waiting: int = 400
    # Where a page waits longer than this for a thread, the health check calls the web late.
    busy_seconds: float = 0.5
    body_bytes: int = 110 * 1024 * 1024
    # The longest pause within a body, and how long a whole one may take: the grace and as long
    # as the slowest rate needs.
    pause_seconds: float = 20
    grace_seconds: float = 30
    slowest_rate: int = 8 * 1024
    slow_seconds: float = 1
    slow_bodies_per_address: int = 40
    # A client that takes nothing for this long has gone.
    send_seconds: float = 60

    def body_seconds(self, received: int) -> float:
        """How long a body of so many bytes may have taken by now."""
        return self.grace_seconds + received / self.slowest_rate
