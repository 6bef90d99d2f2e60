"""Downloads of customers as they leave: over a real socket, from the processes that serve."""

import http.client
import re
import zipfile
from contextlib import ExitStack
from http.client import HTTPConnection
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings as used
from django.urls import reverse

from audit.models import Activity
from contacts.models import Contact
from properties.services import add_document
from sharing.models import LinkView
from sharing.services import click_delete, generate_link, save_link
from tests.front.conftest import Served
from tests.sharing.conftest import (  # noqa: F401
    draft,
    flat,
    link,
    maria,
    offer,
    plan,
)
from tests.sharing.visitors import landing_url

# Far more than what the buffers on the way take from the application ahead of the client.
CONTENT = b"%PDF-1.4\n" + bytes(range(256)) * 64_000
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def register(flat, agent):  # noqa: F811
    return add_document(property=flat, source=BytesIO(CONTENT), name="Grundbuch.pdf", user=agent)


class Customer:
    """A browser behind a link; it keeps the cookie of its visit."""

    def __init__(self, front: Served, link) -> None:  # noqa: F811
        self._front = front
        landing = landing_url(link)
        form = dict(_FIELD.findall(front.ask(landing).text))
        looked = front.ask(
            reverse("sharing:look", args=[link.token]),
            "POST",
            urlencode(form).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert looked.status == 303, looked.text
        cookies = looked.headers.get_all("Set-Cookie")
        assert cookies
        self.headers = {"Cookie": "; ".join(cookie.split(";")[0] for cookie in cookies)}
        self.contents = reverse("sharing:contents", args=[link.token, "unterlagen"])
        self.archive = f"{self.contents}alle.zip"

    def ask(self, path: str, **headers: str):
        return self._front.ask(path, headers=self.headers | headers)

    def begin(
        self, path: str, undo: ExitStack, address: str = "127.0.0.1"
    ) -> http.client.HTTPResponse:
        """Asks from `address`, reads the head and a little, and leaves the rest where it is."""
        line = HTTPConnection(
            "127.0.0.1", self._front.port, timeout=20, source_address=(address, 0)
        )
        undo.callback(line.close)
        line.request("GET", path, headers=self.headers)
        answer = line.getresponse()
        assert answer.status == 200
        assert answer.read(1000)
        return answer

    def ask_until(self, path: str, status: int) -> bool:
        """Whether it comes to answer so: what another process lets go of takes a moment."""
        return any(self.ask(path).status == status for _ in range(100))


@pytest.fixture
def customer(front: Served, link) -> Customer:  # noqa: F811
    return Customer(front, link)


@pytest.fixture
def document(customer: Customer, link, register) -> str:  # noqa: F811
    return f"{customer.contents}{link.items.get(document=register).pk}/"


def another(link, agent):  # noqa: F811
    """A second link to the same person."""
    items = link.items.all()
    fresh, _ = generate_link(
        contact=link.contact,
        property=link.property,
        user=agent,
        documents=[item.document_id for item in items if item.document_id],
        files=[item.file_id for item in items if item.file_id],
    )
    save_link(link=fresh, valid_until=link.valid_until, message="")
    fresh.refresh_from_db()
    return fresh


def openings() -> int:
    return Activity.objects.filter(kind="sharing.document_opened").count()


def test_the_whole_document(customer: Customer, document: str):
    reply = customer.ask(document)
    assert (reply.status, reply.headers["Content-Length"]) == (200, str(len(CONTENT)))
    assert reply.body == CONTENT
    assert openings() == 1


def test_a_document_in_parts_is_one_opening(customer: Customer, document: str):
    step = len(CONTENT) // 3
    parts = [
        customer.ask(document, Range=f"bytes={start}-{start + step - 1}")
        for start in range(0, len(CONTENT), step)
    ]
    assert {part.status for part in parts} == {206}
    assert parts[1].headers["Content-Range"] == f"bytes {step}-{2 * step - 1}/{len(CONTENT)}"
    assert b"".join(part.body for part in parts) == CONTENT
    assert customer.ask(document, Range="bytes=999999999-").status == 416
    assert openings() == 1


def test_deleting_the_link_ends_a_running_download(customer: Customer, document: str, link):  # noqa: F811
    for path in (document, customer.archive):
        assert customer.ask(path).status == 200
    with ExitStack() as undo:
        running = [customer.begin(path, undo) for path in (document, customer.archive)]
        click_delete(link=link)
        link.refresh_from_db()
        click_delete(link=link, armed_at=link.armed_at.isoformat())
        for answer in running:
            with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
                answer.read()
    assert customer.ask(document).status == 404


@pytest.mark.parametrize("language", ["de", "en"])
def test_one_more_download_of_a_link_is_told_to_wait(
    customer: Customer,
    document: str,
    link,  # noqa: F811
    language: str,
):
    Contact.objects.filter(pk=link.contact_id).update(language=language)
    words = {"de": "Bitte einen Augenblick warten", "en": "Please wait a moment"}[language]
    with ExitStack() as undo:
        for path in [document, customer.archive] * (used.DOWNLOADS_PER_LINK // 2):
            customer.begin(path, undo)
        counted, views = openings(), LinkView.objects.count()
        for path in (document, customer.archive):
            reply = customer.ask(path, Range="bytes=0-9")
            assert reply.status == 429, reply.text
            assert int(reply.headers["Retry-After"]) > 0
            assert words in reply.text
            assert f'href="{customer.contents}"' in reply.text
        assert (openings(), LinkView.objects.count()) == (counted, views)
        assert customer.ask(customer.contents).status == 200
    assert customer.ask_until(document, 200), "they ended: places are free again"


def test_what_breaks_off_gives_its_place_back(customer: Customer, document: str):
    with ExitStack() as undo:
        for _ in range(used.DOWNLOADS_PER_LINK):
            customer.begin(document, undo)
    for _ in range(3):
        assert customer.ask_until(document, 200)


def test_many_people_behind_one_address_have_room_for_each_link(
    front: Served,
    customer: Customer,
    document: str,
    link,  # noqa: F811
    agent,
):
    """Downloads that end count no more, and those of one link leave room for another."""
    for _ in range(2 * used.DOWNLOADS_PER_ADDRESS):
        assert customer.ask(document, Range="bytes=0-99999").status == 206
    with ExitStack() as undo:
        for _ in range(used.DOWNLOADS_PER_LINK):
            customer.begin(document, undo)
        other = Customer(front, another(link, agent))
        assert zipfile.is_zipfile(BytesIO(other.ask(other.archive).body))


def test_one_more_download_of_an_address_is_told_to_wait(
    front: Served,
    link,  # noqa: F811
    register,
    agent,
):
    """However many links somebody holds, so many downloads run to one address, and no more."""
    links = [link, *(another(link, agent) for _ in range(used.DOWNLOADS_PER_ADDRESS))]
    customers = [Customer(front, one) for one in links]
    *busy, late = customers
    with ExitStack() as undo:
        for customer in busy:
            customer.begin(customer.archive, undo)
        counted, views = openings(), LinkView.objects.count()
        reply = late.ask(late.archive)
        assert reply.status == 429, "of this link nothing runs yet"
        assert int(reply.headers["Retry-After"]) > 0
        assert f'href="{late.contents}"' in reply.text
        assert (openings(), LinkView.objects.count()) == (counted, views)
        late.begin(late.archive, undo, address="127.0.0.2")
    assert late.ask_until(late.archive, 200), "they ended: places are free again"
