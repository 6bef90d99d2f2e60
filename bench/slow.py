"""Clients on a slow line, on the loopback: they hold their connections and hardly use them.

`python -m bench.slow PORT KIND COUNT SECONDS PATH [COOKIE]` says »ready« once all are connected and
ends by itself; `slow_clients` runs it beside what is being measured.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from immonaut.stack.parent import die_with_parent
from immonaut.stack.paths import BASE_DIR

HEADS, BODIES, READERS = KINDS = ("heads", "bodies", "readers")
LONGEST = 120
_SMALL = 4096  # so that a reader's own buffers do not swallow what it does not read


@contextmanager
def slow_clients(
    port: int, kind: str, count: int, path: str = "/", cookie: str = "", *, seconds: int = LONGEST
) -> Iterator[None]:
    """`count` clients of a kind, all connected, for as long as the block lasts."""
    parent = os.getpid()
    command = [sys.executable, "-m", "bench.slow", str(port), kind, str(count), str(seconds), path]
    process = subprocess.Popen(  # noqa: S603 - our own module
        [*command, cookie],
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: die_with_parent(parent, signal.SIGTERM),
    )
    assert process.stdout
    try:
        process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


class _Clients:
    def __init__(self, port: int, kind: str, path: str, cookie: str) -> None:
        self._port = port
        self._kind = kind
        self._head = f"Host: localhost:{port}\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "")
        self._path = path
        self.ends: Counter[str] = Counter()

    async def one(self, number: int, connected: asyncio.Semaphore) -> None:
        """Connects, begins, and goes on byte by byte."""
        try:
            async with connected:
                reader, writer = await self._connect()
            writer.write(self._beginning().encode())
            await asyncio.sleep(number % 100 / 100)  # not all in the same moment
            while await self._step(reader, writer):
                await asyncio.sleep(1)
            self.ends["ended"] += 1
        except OSError as error:
            self.ends[type(error).__name__] += 1

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL)
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", self._port))
        return await asyncio.open_connection(sock=plain, limit=_SMALL)

    def _beginning(self) -> str:
        if self._kind == HEADS:
            return f"GET {self._path} HTTP/1.1\r\n{self._head}X-Slow: "
        if self._kind == READERS:
            return f"GET {self._path} HTTP/1.1\r\n{self._head}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
        return f"POST {self._path} HTTP/1.1\r\n{self._head}{kind}text="

    async def _step(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        if self._kind == READERS:
            return bool(await reader.read(512))
        writer.write(b"a")
        await writer.drain()
        return True


async def _run(port: int, kind: str, count: int, seconds: float, path: str, cookie: str) -> None:
    clients, connecting = _Clients(port, kind, path, cookie), asyncio.Semaphore(50)
    tasks = [asyncio.create_task(clients.one(number, connecting)) for number in range(count)]
    await asyncio.sleep(4 if kind == READERS else 1.5)  # what fits into buffers has gone by then
    print("ready", flush=True)
    await asyncio.wait(tasks, timeout=min(seconds, LONGEST))
    for task in tasks:
        task.cancel()
    print(dict(clients.ends), file=sys.stderr)


if __name__ == "__main__":
    port, kind, count, seconds, path, cookie = sys.argv[1:7]
    asyncio.run(_run(int(port), kind, int(count), float(seconds), path, cookie))
