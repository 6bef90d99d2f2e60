"""What a WSGI application answers, fetched piece by piece in threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
# Pages are smaller than this: they are fetched at once.
PIECE = 128 * 1024
_WITHOUT_BODY = (204, 304)


class Answer:
    """One answer. Its methods run in threads, one after the other."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self._application = application
        self._environ = environ
        self._parts: Iterable[bytes] = ()
        self._iterator: Iterator[bytes] = iter(())
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.has_ended = False

    def begin(self) -> bytes:
        """Lets the application work; returns the first piece of what it answers."""
        self._parts = self._application(self._environ, self._start_response)
        if self._environ["REQUEST_METHOD"] == "HEAD" or self.status in _WITHOUT_BODY:
            self.has_ended = True
        else:
            self._iterator = iter(self._parts)
        return self.next_piece()

    def next_piece(self) -> bytes:
        """The next piece; after the last one `has_ended` is true. Then all is given back."""
        gathered, size = [], 0
        while size < PIECE and not self.has_ended:
            part = next(self._iterator, None)
            if part is None:
                self.has_ended = True
            else:
                gathered.append(part)
                size += len(part)
        if self.has_ended:
            self.close()
        return b"".join(gathered)

    def close(self) -> None:
        """Lets the application give back what it holds; a second time does nothing."""
        parts, self._parts = self._parts, ()
        if hasattr(parts, "close"):
            parts.close()

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> None:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers]
