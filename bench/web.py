"""The product's site in one process behind gunicorn, asked over the loopback."""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from immonaut.stack.application import is_healthy, listen
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
    """Serves the database of `env` for as long as the block lasts."""
    run = Path(os.environ["BENCH_RUN"])
    with listen(0) as listener:
        port, fd = listener.getsockname()[1], listener.fileno()
        command = [
            *(sys.executable, "-m", "gunicorn", "immonaut.wsgi:application"),
            *("--bind", f"fd://{fd}", "--worker-class", "gthread", "--workers", "1"),
            *("--threads", "2", "--no-control-socket", "--timeout", "60", "--keep-alive", "60"),
        ]
        child = Child(
            f"web of {name}", command, log=run / f"{name}.log", pid_file=run / f"{name}.pid",
            env=dict(env), cwd=BASE_DIR, pass_fds=(fd,),
        )  # fmt: skip
        child.start()
        try:
            wait_until(lambda: _answers(child, port), f"The start of {name}", seconds=60)
            yield Site(port)
        finally:
            child.stop()


def _answers(child: Child, port: int) -> bool:
    if not child.alive:
        raise StackError(f"The web process does not start.\n{child.why()}")
    return is_healthy(port)
