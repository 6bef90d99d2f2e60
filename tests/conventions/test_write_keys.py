"""Every form that writes carries its key: in all templates, and on every page that is shown."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html

from base.once.keys import FIELD
from tests.conventions.test_access import OTHERS, WITHOUT_AGENCY, address, made, patterns  # noqa: F401

_FORM = re.compile(r"<form\b(.*?)</form>", re.S)
_POSTS = re.compile(r'method="[^"]*\bpost\b', re.I)
_SENDS = re.compile(r"hx-(?:post|put|patch|delete)=")
_KEY = re.compile(r"{% (csrf_token|write_key) %}")


def templates():
    roots = [Path(settings.BASE_DIR) / "templates", *Path(settings.BASE_DIR).glob("*/templates")]
    return [path for root in roots for path in sorted(root.rglob("*.html"))]


def test_every_form_in_a_template_that_posts_has_a_key():
    without = [
        f"{path.name}: {form[0][:90]}"
        for path in templates()
        for form in _FORM.finditer(path.read_text())
        if _POSTS.search(form[0].partition(">")[0] + form[0][:400])
        and not _KEY.search(form[0])
        and "elements" not in path.parts  # allauth's callers put the token into its forms
    ]
    assert without == []


def test_what_sends_by_itself_stands_in_a_form():
    """A button outside would have no key, and would do nothing without script."""
    outside = [
        f"{path.name}: {line.strip()[:90]}"
        for path in templates()
        # Parts of pages whose forms stand around them.
        if path.name not in {"person_fields.html"}
        for line in _FORM.sub("", path.read_text()).splitlines()
        if _SENDS.search(line)
    ]
    assert outside == []


def form_errors(name: str, text: str):
    page = html.fromstring(text)
    for form in page.iter("form"):
        posts = form.get("method", "").lower() == "post"
        if posts and len(form.xpath(f".//input[@name='{FIELD}']")) != 1:
            yield name, form.get("action")
    writers = "//*[@hx-post or @hx-put or @hx-patch or @hx-delete]"
    for element in page.xpath(f"{writers}[not(ancestor-or-self::form)]"):
        yield name, element.tag


def test_every_page_that_is_shown(made, administrator_client):  # noqa: F811
    found, walked = [], 0
    for name, route, _entry in patterns():
        if name in WITHOUT_AGENCY or name.startswith(OTHERS):
            continue
        own = address(route, made)
        response = administrator_client.get(own) if own else None
        if response is None or response.status_code != 200 or response.streaming:
            continue
        if response.headers["Content-Type"].startswith("text/html") and response.content.strip():
            walked += 1
            found += form_errors(name, response.content.decode())
    assert found == []
    assert walked > 60


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/konto/login/", "/konto/password/reset/", "/admin/login/"])
def test_pages_before_the_sign_in(client, path):
    page = client.get(path, follow=True).content.decode()
    assert FIELD in page
    assert list(form_errors(path, page)) == []


def test_each_form_has_a_key_of_its_own():
    request = RequestFactory().get("/")
    request.user = None
    page = render_to_string("403_csrf.html", {}, request)
    assert FIELD not in page
    text = "".join(render_to_string("ui/theme_form.html", {}, request) for _ in range(2))
    keys = re.findall(rf'name="{FIELD}" value="([^"]+)"', text)
    assert len(keys) == len(set(keys)) == 2
