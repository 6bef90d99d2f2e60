"""Bodies of requests, taken in whole before the application hears of them."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from time import monotonic
from typing import IO, Any

from immonaut.front.limits import Limits

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
_IN_MEMORY = 256 * 1024


class ClientGone(Exception):
    """Nobody is there any more."""


class Refused(Exception):
    """The front answers by itself, with `status`."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Body:
    """One body, in memory while it is small, otherwise in a nameless temporary file.

    `declared` is how long it says it is. `slow` counts the slow ones of each address; `address`
    tells whose this one is.
    """

    def __init__(self, limits: Limits, declared: int, slow: Counter[str], address: str) -> None:
        self._limits = limits
        self._declared = declared
        self._slow = slow
        self._address = address
        self._is_counted = False
        self._begun = monotonic()
        self.length = 0
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115

    async def receive(self, receive: Receive) -> None:
        """Takes the body in; raises Refused when it is too large, too slow or one too many."""
        if self._declared > self._limits.body_bytes:
            raise Refused(413)
        while True:
            message = await self._next(receive)
            if message["type"] == "http.disconnect":
                raise ClientGone
            piece = message.get("body", b"")
            self.length += len(piece)
            if self.length > self._limits.body_bytes:
                raise Refused(413)
            self.file.write(piece)
            if not message.get("more_body", False):
                self.file.seek(0)
                self._uncount()
                return

    def close(self) -> None:
        """Forgets the body."""
        self._uncount()
        self.file.close()

    async def _next(self, receive: Receive) -> Message:
        """The next message; it is never asked for twice, since half of one would be lost."""
        asked = asyncio.ensure_future(receive())
        try:
            since = monotonic()
            while not asked.done():
                self._judge(since)
                await asyncio.wait({asked}, timeout=self._limits.slow_seconds)
            return asked.result()
        finally:
            asked.cancel()

    def _judge(self, since: float) -> None:
        now = monotonic()
        taken = now - self._begun
        late = taken > self._limits.body_seconds(self.length)
        if late or now - since > self._limits.pause_seconds:
            raise Refused(408)
        if taken > self._limits.slow_seconds and not self._is_counted:
            if self._slow[self._address] >= self._limits.slow_bodies_per_address:
                raise Refused(429)
            self._slow[self._address] += 1
            self._is_counted = True

    def _uncount(self) -> None:
        if self._is_counted:
            self._slow[self._address] -= 1
            self._slow += Counter()  # forgets addresses that have none left, in place
            self._is_counted = False
