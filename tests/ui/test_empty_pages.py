"""No page fails for want of data: an agency without anything, and lists in which nothing is found.

The walk starts at the first page and follows what the pages themselves offer: every link, every
choice of every form that asks, a word that finds nothing in every field.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from lxml import html

from contacts.data import ContactData
from contacts.services import save_contact
from properties.services import save_property
from tests.conventions.test_access import OTHERS, patterns

NOTHING = "gibtesnirgends"
# Enough of everything that one page offers; a page with more choices fails the test.
MOST = 1500
# Signs out or streams what is no page.
LEFT_OUT = ("/konto/", "/admin/", "/static/")


def _forms(page: html.HtmlElement, method: str) -> Iterator[html.FormElement]:
    yield from (form for form in page.forms if (form.get("method") or "get").lower() == method)


def _asked(form: html.FormElement) -> Iterator[list[tuple[str, str]]]:
    """What somebody may ask by a form: each choice alone, and a word in each field."""
    for field in form.xpath(".//*[@name][not(ancestor::template)]"):
        name = field.get("name")
        if field.tag == "select":
            yield from ([(name, value)] for value in field.value_options)
        elif field.get("type") in ("checkbox", "radio", "hidden", "submit"):
            yield [(name, field.get("value") or "")]
        elif field.tag in ("input", "textarea"):
            yield [(name, NOTHING)]


def offered(address: str, page: html.HtmlElement) -> Iterator[str]:
    """Addresses that a page leads to by GET."""
    for link in page.xpath("//a/@href | //*/@hx-get"):
        yield urljoin(address, link)
    for form in _forms(page, "get"):
        target = urljoin(address, form.get("action") or address.partition("?")[0])
        hidden = [
            (f.get("name"), f.get("value") or "")
            for f in form.xpath(".//input[@type='hidden'][@name]")
        ]
        yield from (f"{target}?{urlencode([*hidden, *asked])}" for asked in _asked(form))


class Walk:
    """Goes where the pages lead, at most a few addresses of one path and one set of questions."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.seen: set[object] = set()
        self.failed: dict[str, int] = {}
        self.pages: dict[str, html.HtmlElement] = {}

    def over(self, *starts: str) -> "Walk":
        waiting = [*starts]
        while waiting:
            address = waiting.pop(0)
            if self._is_known(address):
                continue
            assert len(self.seen) < MOST, "the walk does not end"
            waiting += self._visit(address)
        return self

    def _is_known(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.netloc or parts.scheme or parts.path.startswith(LEFT_OUT):
            return True
        questions = parse_qsl(parts.query, keep_blank_values=True)
        # What is asked together is walked once: each answer is the other questions' as well.
        key = (parts.path, questions[-1] if questions else "")
        known = key in self.seen
        self.seen.add(key)
        return known

    def _visit(self, address: str) -> list[str]:
        response = self.client.get(address)
        if response.status_code >= 400:
            self.failed[address] = response.status_code
        if response.streaming or not response.headers.get("Content-Type", "").startswith(
            "text/html"
        ):
            return []
        if not response.content.strip():
            return []
        page = html.fromstring(response.content.decode())
        self.pages[address] = page
        return list(offered(address, page))


def _starts() -> list[str]:
    """Every address without a placeholder: what no page links to is a page too."""
    return [
        f"/{route}"
        for name, route, _entry in patterns()
        if "<" not in route and not name.startswith(OTHERS)
    ]


@pytest.fixture
def walk(administrator_client) -> Walk:
    administrator_client.raise_request_exception = False
    return Walk(administrator_client)


def errors(walk: Walk) -> dict[str, int]:
    return {address: status for address, status in walk.failed.items() if status not in (403, 405)}


def test_an_agency_with_nothing_in_it(walk):
    walk.over(*_starts())
    assert errors(walk) == {}
    assert len(walk.pages) > 60


def test_nothing_hangs_on_what_is_there(walk, agency, administrator):
    """A bare contact, a bare company and a bare property, and every filter over them."""
    for values in ({"family_name": "Allein"}, {"kind": "company", "company_name": "Allein GmbH"}):
        save_contact(agency=agency, contact=None, data=ContactData(values), user=administrator)
    save_property(
        agency=agency, values={"title": "Allein", "object_number": "1"}, user=administrator
    )
    walk.over(*_starts())
    assert errors(walk) == {}
    assert len(walk.pages) > 150


def test_a_form_with_errors(walk, agency, administrator):
    """Every form that writes, sent without anything and with nonsense in every field."""
    save_contact(
        agency=agency, contact=None, data=ContactData({"family_name": "Allein"}), user=administrator
    )
    save_property(
        agency=agency, values={"title": "Allein", "object_number": "1"}, user=administrator
    )
    walk.over(*_starts())
    failed, sent = {}, 0
    for target, fields in _posts(walk).items():
        for values in ({}, dict.fromkeys(fields, NOTHING)):
            sent += 1
            with transaction.atomic():
                response = walk.client.post(target, values)
                transaction.set_rollback(True)
            if response.status_code >= 500:
                failed[target, bool(values)] = response.status_code
    assert failed == {}
    assert sent > 60


def _posts(walk: Walk) -> dict[str, set[str]]:
    posts: dict[str, set[str]] = {}
    for address, page in walk.pages.items():
        for form in _forms(page, "post"):
            target = urljoin(address, form.get("action") or form.get("hx-post") or address)
            fields = posts.setdefault(target.partition("?")[0], set())
            fields |= {name for name in form.xpath(".//*/@name") if name != "csrfmiddlewaretoken"}
    return {target: fields for target, fields in posts.items() if not target.startswith(LEFT_OUT)}
