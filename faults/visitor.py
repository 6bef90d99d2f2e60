"""A browser without script: opens pages, fills their forms, sends them, uploads files."""

from __future__ import annotations

import http.client
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from lxml import html

Fields = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What the server said; status 0 where nobody answered."""

    status: int
    location: str
    text: str
    seconds: float
    toast: str = ""

    @property
    def words(self) -> str:
        """The heading of the page, for the table."""
        found = html.document_fromstring(self.text).find(".//h1") if "<h1" in self.text else None
        return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


class Visitor:
    """One person's cookies; each request has a connection of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: Fields = {}

    @property
    def cookie(self) -> str:
        """All cookies as a header says them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path: str, **headers: str) -> Answer:
        """Opens a page."""
        return self.ask("GET", path, b"", headers)

    def form(self, path: str, action: str = "") -> Fields:
        """The fields of the form of a page that leads to `action`, as they stand there."""
        page = html.document_fromstring(self.get(path).text)
        assert isinstance(page, html.HtmlElement)
        posts = [form for form in page.forms if form.method.upper() == "POST"]
        chosen = next(form for form in posts if (form.get("action") or path) == (action or path))
        return {str(name): str(value or "") for name, value in chosen.form_values()}

    def post(self, path: str, fields: Fields, /, **values: str) -> Answer:
        """Sends a form, with other values where some are given."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode({**fields, **values}).encode(), kind)

    def upload(self, path: str, fields: Fields, name: str, content: bytes) -> Answer:
        """Sends a form with a file in its field `files`."""
        kind, body = multipart(fields, name, content)
        return self.ask("POST", path, body, {"Content-Type": kind})

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """One request, its answer read to the end."""
        begun = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, self.headers(headers))
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            line.close()
        for said in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = said.split(";")[0].partition("=")
            self.cookies[name] = value
        found = answer.headers
        return Answer(
            answer.status,
            found["Location"] or "",
            text,
            time.monotonic() - begun,
            found["HX-Trigger"] or "",
        )

    def headers(self, others: dict[str, str]) -> dict[str, str]:
        """What a browser says with each request."""
        said = {"Host": f"localhost:{self.port}", "Accept-Language": "de-AT,de"}
        said |= {"Cookie": self.cookie} if self.cookies else {}
        return said | {"Origin": f"http://localhost:{self.port}"} | others


def multipart(fields: Fields, name: str, content: bytes) -> tuple[str, bytes]:
    """The type and the bytes of a form with a file (RFC 7578)."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
        if key != "files"
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    body = b"".join(parts) + head.encode() + b"\r\n" + content + f"\r\n--{mark}--\r\n".encode()
    return f"multipart/form-data; boundary={mark}", body
