"""A mail server that can be dead, slow, and a liar."""

from __future__ import annotations

import asyncio
import socket
from email import message_from_bytes
from email.message import Message
from enum import Enum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Manner(Enum):
    """How it treats those who bring mail."""

    HONEST = "takes what comes"
    SLOW = "answers late after DATA"
    LYING = "hangs up after DATA without a word"
    SILENT = "says nothing after DATA"
    DAWDLING = "says nothing to a recipient's name"


class MailServer:
    """On a port of its own of the loopback; what it took lies in `messages`."""

    def __init__(self) -> None:
        self.manner = Manner.HONEST
        self.slow_seconds = 6.0
        self.messages: list[Message] = []
        self.waiting = 0
        self._port = _free_port()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """As EMAIL_URL."""
        return f"smtp://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Takes mail from now on."""
        if self._controller is None:
            self._controller = Controller(self, hostname="127.0.0.1", port=self._port)
            self._controller.start()

    def stop(self) -> None:
        """Is dead: whoever calls finds nobody."""
        controller, self._controller = self._controller, None
        if controller is not None:
            controller.stop(no_assert=True)

    def received(self, message_id: str) -> int:
        """How often it has got a mail."""
        return sum(mail["Message-ID"] == message_id for mail in self.messages)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        """Takes every recipient, some time."""
        if self.manner is Manner.DAWDLING:
            await self._wait(60)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """It has the mail now, whatever it says."""
        content = envelope.content
        assert isinstance(content, bytes)
        self.messages.append(message_from_bytes(content))
        if self.manner is Manner.SLOW:
            await self._wait(self.slow_seconds)
        if self.manner is Manner.SILENT:
            await self._wait(60)
        if self.manner is Manner.LYING and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return f"250 2.0.0 Ok: queued as {len(self.messages)}"

    async def _wait(self, seconds: float) -> None:
        self.waiting += 1
        try:
            await asyncio.sleep(seconds)
        finally:
            self.waiting -= 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
