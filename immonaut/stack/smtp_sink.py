"""A mail server that delivers nothing: every message becomes a file in the mailbox folder."""

import asyncio
import os
import time
import uuid
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from immonaut.stack import credentials as store
from immonaut.stack.credentials import Credentials
from immonaut.stack.paths import Layout

_LIMIT = 40 * 1024 * 1024


class _Handler:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        data = content if isinstance(content, bytes) else (content or "").encode()
        recipients = ", ".join(envelope.rcpt_tos)
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {recipients}\r\n"
        name = await asyncio.to_thread(deliver, self._folder, head.encode() + data)
        return f"250 2.0.0 Ok: stored as {name}"


class SmtpSink:
    """The mailbox of the embedded default."""

    name = "Mailbox"

    def __init__(self, layout: Layout, credentials: Credentials, secrets_file: Path) -> None:
        self.folder = layout.var / "mailbox"
        self._port = credentials.mail_port
        self._secrets_file = secrets_file
        self._controller: Controller | None = None

    @property
    def alive(self) -> bool:
        """Whether mail is taken."""
        return self._controller is not None

    def env(self) -> dict[str, str]:
        """Where to send mail and where to read it."""
        return {"EMAIL_URL": f"smtp://127.0.0.1:{self._port}", "MAILBOX_DIR": str(self.folder)}

    def start(self) -> None:
        """Take mail from now on."""
        if self._controller:
            return
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._port = store.usable_port(self._secrets_file, "mail_port")
        self._controller = Controller(
            _Handler(self.folder), hostname="127.0.0.1", port=self._port, data_size_limit=_LIMIT
        )
        self._controller.start()

    def stop(self) -> None:
        """Take no more mail."""
        controller, self._controller = self._controller, None
        if controller:
            controller.stop()


def deliver(folder: Path, message: bytes) -> str:
    """Store one message so that a reader never sees half of it; returns the file's name."""
    name = f"{time.time_ns()}-{uuid.uuid4().hex[:8]}.eml"
    hidden = folder / f".{name}"
    with hidden.open("wb") as file:
        file.write(message)
        file.flush()
        os.fsync(file.fileno())
    hidden.replace(folder / name)
    return name
