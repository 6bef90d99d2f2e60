"""Serves a WSGI application behind an ASGI server.

A thread works only while the application does: it begins once a request has arrived whole, and is
free between two pieces of an answer, however long the client takes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.core.handlers.wsgi import WSGIRequest

from base.client import client_address
from base.health.parts import HEALTH_PATH, WEB_IS_FREE
from base.logs import route_of
from immonaut.front.answers import Answer, Application
from immonaut.front.bodies import Body, ClientGone, Message, Receive, Refused
from immonaut.front.environ import environ_of
from immonaut.front.limits import Limits
from immonaut.front.refusals import refusal

Send = Callable[[Message], Awaitable[None]]
Result = TypeVar("Result")
log = logging.getLogger(__name__)


class Bridge:
    """The ASGI application over a WSGI one."""

    def __init__(self, application: Application, limits: Limits) -> None:
        self._application = application
        self._limits = limits
        self._pool = ThreadPoolExecutor(limits.threads, "web")
        # Says how things are when all threads for pages hang.
        self._aside = ThreadPoolExecutor(2, "health")
        self._slow: Counter[str] = Counter()
        self._waiting = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers one request; there is nothing else (no lifespan, no WebSockets)."""
        environ = environ_of(scope)
        address = client_address(WSGIRequest(environ))
        body = Body(self._limits, int(environ["CONTENT_LENGTH"]), self._slow, address)
        try:
            await body.receive(receive)
            environ |= {"wsgi.input": body.file, "CONTENT_LENGTH": str(body.length)}
            await self._answer(environ, receive, send)
        except Refused as refused:
            log.warning("%s refused with %s", route_of(environ["PATH_INFO"]), refused.status)
            await self._refuse(refused.status, environ, send)
        except ClientGone:
            pass
        finally:
            body.close()

    async def _answer(self, environ: dict[str, Any], receive: Receive, send: Send) -> None:
        pool = self._pool
        if environ["PATH_INFO"] == HEALTH_PATH:
            environ[WEB_IS_FREE], pool = await self._has_a_thread(), self._aside
        elif self._waiting >= self._limits.waiting:
            raise Refused(503)
        answer = Answer(self._application, environ)
        piece = await self._in_thread(answer.begin, pool)
        try:
            await send(_start(answer.status, answer.headers))
            if answer.has_ended:
                await send(_body(piece, more=False))
            else:
                await self._hand_out(answer, piece, receive, send)
        finally:
            if not answer.has_ended:
                await self._in_thread(answer.close)

    async def _hand_out(self, answer: Answer, piece: bytes, receive: Receive, send: Send) -> None:
        """Fetches a piece of a long answer when the client has taken the one before."""
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            await self._unless(gone, send(_body(piece, more=True)))
            while not answer.has_ended:
                piece = await self._in_thread(answer.next_piece)
                await self._unless(gone, send(_body(piece, more=not answer.has_ended)))
        finally:
            gone.cancel()

    async def _unless(self, gone: asyncio.Future[None], sending: Awaitable[None]) -> None:
        task = asyncio.ensure_future(sending)
        await asyncio.wait(
            {task, gone}, timeout=self._limits.send_seconds, return_when=asyncio.FIRST_COMPLETED
        )
        if gone.done() or not task.done():
            task.cancel()
            raise ClientGone
        task.result()

    async def _refuse(self, status: int, environ: dict[str, Any], send: Send) -> None:
        headers, page = await asyncio.to_thread(refusal, status, environ)
        await send(_start(status, headers))
        await send(_body(page, more=False))

    async def _has_a_thread(self) -> bool:
        """Whether a page would begin within `busy_seconds`."""
        turn = asyncio.get_running_loop().run_in_executor(self._pool, bool)
        await asyncio.wait({turn}, timeout=self._limits.busy_seconds)
        return not turn.cancel()

    async def _in_thread(
        self, function: Callable[[], Result], pool: ThreadPoolExecutor | None = None
    ) -> Result:
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(pool or self._pool, function)
        finally:
            self._waiting -= 1


def _start(status: int, headers: list[tuple[bytes, bytes]]) -> Message:
    return {"type": "http.response.start", "status": status, "headers": headers}


def _body(piece: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": piece, "more_body": more}


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
