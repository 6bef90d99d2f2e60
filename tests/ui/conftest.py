"""People and their pages for the tests of the interface."""

from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from playwright.sync_api import Browser, Page

from base.accounts.models import Agency, User

PASSWORD = "ein-langes-Passwort-7"


@cache
def _stored_password() -> str:
    """Hashing is slow on purpose: once is enough for all tests."""
    return make_password(PASSWORD)


@pytest.fixture
def agency(db) -> Agency:
    return Agency.objects.create(
        name="Huber Immobilien", slug="huber", sender_address="office@huber.example"
    )


@pytest.fixture
def person(agency: Agency) -> User:
    return User.objects.create(
        email="anna@huber.example",
        password=_stored_password(),
        name="Anna Huber",
        agency=agency,
        role="administrator",
    )


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.fixture
def open_page(browser: Browser, live_server, client: Client):
    """Opens an address; collects what the console complains about in `page.complaints`."""
    contexts = []

    def opener(path: str, user: User | None = None, **options) -> Page:
        context = browser.new_context(locale="de-AT", **options)
        contexts.append(context)
        if user is not None:
            client.force_login(user)
            cookie = client.cookies["immonaut_session"]
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        complaints: list[str] = []
        page.complaints = complaints  # type: ignore[attr-defined]
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}{path}")
        return page

    yield opener
    for context in contexts:
        context.close()
