"""A browser without script: it opens pages, fills their forms and sends them, also twice at once."""

from __future__ import annotations

import http.client
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from lxml import html

Pairs = list[tuple[str, str]]


@dataclass
class Answer:
    """What the server said."""

    status: int
    location: str
    redirect: str
    text: str


class Visitor:
    """One person's cookies, as many connections as needed."""

    def __init__(self, url: str, client: Client | None = None) -> None:
        self.host = urlsplit(url).netloc
        self.cookies = {name: m.value for name, m in client.cookies.items()} if client else {}

    def ask(self, method: str, path: str, body: bytes = b"", headers: Iterable = ()) -> Answer:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {"Cookie": cookies, **dict(headers)})
        answer = connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        found = answer.headers
        return Answer(answer.status, found["Location"] or "", found["HX-Redirect"] or "", text)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers.items())

    def form(self, path: str, action: str = "") -> Pairs:
        """The fields of the form of a page that leads to `action`, as they stand there."""
        page = html.fromstring(self.get(path).text)
        posts = [form for form in page.forms if form.method.upper() == "POST"]
        wanted = action or path
        chosen = next(form for form in posts if (form.get("action") or path) == wanted)
        return [(name, value or "") for name, value in chosen.form_values()]

    def post(self, path: str, pairs: Pairs, **headers: str) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path, urlencode(pairs).encode(), kind.items())

    def post_together(
        self, path: str, pairs: Pairs, times: int = 2, **headers: str
    ) -> list[Answer]:
        """The same request several times at the same moment."""
        with ThreadPoolExecutor(times) as pool:
            running = [pool.submit(self.post, path, pairs, **headers) for _ in range(times)]
            return [one.result() for one in running]


def filled(pairs: Pairs, **values: str) -> Pairs:
    """The fields of a form with other values."""
    kept = [(name, value) for name, value in pairs if name not in values]
    return kept + list(values.items())


@pytest.fixture
def live(transactional_db, live_server):
    """The address of a real server over committed data."""
    yield live_server
    connections.close_all()


@pytest.fixture
def visitor(live, agent) -> Visitor:
    """The agent, signed in."""
    client = Client()
    client.force_login(agent, backend=settings.AUTHENTICATION_BACKENDS[0])
    return Visitor(live.url, client)
