"""Fragments, toasts and redirects over the style guide, the page of the interface itself."""

from typing import Any

import pytest
from django.contrib.messages.storage import default_storage
from django.template import engines
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from base.ui.middleware import ToastMiddleware
from base.ui.navigation import nav_entries
from base.ui.pages import redirect_to, toast
from base.ui.toasts import take_toasts

URL = "/stil/"


def htmx(target):
    return {"HX-Request": "true", "HX-Target": target}


def render(source, **context):
    return engines["django"].from_string(source).render(context)


def request_with_messages(headers=None):
    request: Any = RequestFactory().get("/", headers=headers or {})
    request.session = {}
    request._messages = default_storage(request)
    request.htmx = HtmxDetails(request)
    return request


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(URL).headers["Location"] == "/konto/login/?next=/stil/"


def test_an_expired_session_moves_the_whole_page(client):
    response = client.get(URL, headers=htmx("echo"))
    assert response.headers["HX-Redirect"].startswith("/konto/login/")


def test_htmx_gets_the_fragment_only(signed_in):
    response = signed_in.get(URL, headers=htmx("echo"))
    page = response.content.decode()
    assert page.lstrip().startswith('<form id="echo"')
    assert "<html" not in page
    assert "HX-Target" in response.headers["Vary"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        htmx("something-else"),
        {**htmx("echo"), "HX-History-Restore-Request": "true"},
    ],
)
def test_everything_else_gets_the_page(signed_in, headers):
    page = signed_in.get(URL, headers=headers).content.decode()
    assert page.count("<html") == 1


def test_a_wrong_form_comes_back_with_422_and_what_was_typed(signed_in):
    data = {"given_name": "Maria", "family_name": "", "birth_date": "31.02.2024", "channel": "mail"}
    response = signed_in.post(URL, data, headers=htmx("echo"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="31.02.2024"' in page
    assert "Diesen Tag gibt es nicht" in page
    assert 'aria-describedby="id_birth_date_error"' in page
    assert 'id="id_birth_date_error"' in page


def test_a_saved_form_brings_its_toast_out_of_band(signed_in):
    data = {"given_name": "Maria", "family_name": "Steininger", "channel": "mail"}
    page = signed_in.post(URL, data, headers=htmx("echo")).content.decode()
    assert 'id="toasts" hx-swap-oob="beforeend"' in page
    assert "Gespeichert." in page
    assert "Gespeichert." not in signed_in.get(URL).content.decode()


def test_a_fragment_leaves_the_toast_that_waits_for_a_page(signed_in):
    """A panel that loads while the browser is on its way to that page would swallow it."""
    signed_in.post("/einstellungen/", {"name": "Anna", "phone": ""})
    fragment = signed_in.get(URL, headers=htmx("echo")).content.decode()
    assert "gespeichert" not in fragment
    assert "gespeichert" in signed_in.get("/einstellungen/").content.decode()


def test_a_toast_waits_for_the_page_after_a_redirect():
    request = request_with_messages({"HX-Request": "true"})
    toast(request, "Gelöscht.")
    response = ToastMiddleware(lambda r: redirect_to(r, "/ziel/"))(request)
    assert response.headers["HX-Redirect"] == "/ziel/"
    assert [t.text for t in take_toasts(request)] == ["Gelöscht."]


def test_redirects_are_303_without_htmx():
    response = redirect_to(request_with_messages(), "/ziel/")
    assert (response.status_code, response.headers["Location"]) == (303, "/ziel/")


def test_text_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    page = render(
        "{% badge evil %}{% avatar evil evil %}{% empty_state evil evil '/' evil %}"
        "{% icon 'x' 16 evil %}{% sort_header 'a' evil 'a' %}{% meter 3 evil %}",
        evil=evil,
    )
    assert "<script>" not in page


def test_sort_links_keep_filters_and_leave_the_page():
    request = RequestFactory().get("/?q=huber&after=abc&sort=name")
    page = render("{% sort_header 'name' 'Name' 'name' %}", request=request)
    assert 'aria-sort="ascending"' in page
    assert 'href="?q=huber&amp;sort=-name"' in page


def test_the_current_entry_is_the_most_special_one():
    entries = nav_entries(RequestFactory().get("/"))
    assert [e.url for e in entries if e.is_active] == ["/"]
    assert not [e for e in nav_entries(RequestFactory().get("/stil/")) if e.is_active]
