"""The front as it is served, over the test's database."""

import http.client
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as used
from django.db import connection

from bench.web import serving


@dataclass
class Reply:
    """An answer, read to its end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Served:
    """Asks the served product, each time over a connection of its own."""

    port: int
    log: Path

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        seconds: float = 10,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        line.request(method, path, body, headers or {})
        answer = line.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read())
        line.close()
        return reply


@pytest.fixture
def front(transactional_db, tmp_path: Path, settings) -> Iterator[Served]:
    name = str(connection.settings_dict["NAME"])
    env = {
        **os.environ,
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl(),
        "FILES_DIR": used.STORAGES["default"]["OPTIONS"]["location"],
        "STATICFILES_STORAGE": used.STORAGES["staticfiles"]["BACKEND"],
        "SECRET_KEY": used.SECRET_KEY,
    }
    with serving(env, tmp_path, "front", threads=4) as port:
        yield Served(port, tmp_path / "front.log")
