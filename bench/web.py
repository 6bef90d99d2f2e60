"""The product's site behind its own front, asked over the loopback."""

from __future__ import annotations

import http.client
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from immonaut.stack.application import is_healthy, listen, web_command
from immonaut.stack.paths import BASE_DIR, StackError
from immonaut.stack.process import Child, wait_until

SHELL_PATH = "/bench/leer/"
_AGENT = "anna@bench.example"


class Site:
    """One person's kept-alive connection to a site."""

    def __init__(self, port: int, *, signed_in: bool = True, cookie: str = "") -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers: dict[str, str] = {"Cookie": cookie} if cookie else {}
        if signed_in:
            answer = self._ask(f"/bench/anmelden/{_AGENT}/")
            answer.read()
            cookies = answer.headers.get_all("Set-Cookie") or []
            self._headers["Cookie"] = "; ".join(cookie.split(";")[0] for cookie in cookies)

    @property
    def cookie(self) -> str:
        """What others have to send to be taken for the same person."""
        return self._headers.get("Cookie", "")

    def get(self, path: str) -> bytes:
        """The whole body of a page; raises StackError for any status but 200."""
        return self._ask(path).read()

    def _ask(self, path: str) -> http.client.HTTPResponse:
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        if answer.status != 200:
            raise StackError(f"{path} answered {answer.status}.")
        return answer


@contextmanager
def served(env: Mapping[str, str], name: str) -> Iterator[Site]:
    """Serves the database of `env` in one process; somebody is signed in."""
    with serving(env, Path(os.environ["BENCH_RUN"]), name) as port:
        yield Site(port)


@contextmanager
def serving(
    env: Mapping[str, str], run: Path, name: str, *, workers: int = 1, threads: int = 2
) -> Iterator[int]:
    """The port that serves the database of `env` for as long as the block lasts."""
    with listen(0) as listener:
        host, port = listener.getsockname()
        command = [*web_command(host, port), "--workers", str(workers)]
        child = Child(
            f"web of {name}",
            command,
            log=run / f"{name}.log",
            pid_file=run / f"{name}.pid",
            env={**env, "WEB_THREADS": str(threads)},
            cwd=BASE_DIR,
        )
        child.start()
        try:
            wait_until(lambda: _answers(child, port), f"The start of {name}", seconds=60)
            yield port
        finally:
            child.stop()


def _answers(child: Child, port: int) -> bool:
    if not child.alive:
        raise StackError(f"The web process does not start.\n{child.why()}")
    return is_healthy(port)
