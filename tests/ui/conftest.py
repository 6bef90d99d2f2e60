"""People, and a browser, for the tests of the interface."""

import os

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from base.accounts.models import Agency, User

# Playwright's synchronous API runs an event loop in the thread of the test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PASSWORD = "ein-langes-Passwort-7"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]


@pytest.fixture
def agency(db) -> Agency:
    return Agency.objects.create(
        name="Huber Immobilien", slug="huber", sender_address="office@huber.example"
    )


@pytest.fixture
def person(agency: Agency) -> User:
    return User.objects.create_user(
        "anna@huber.example", PASSWORD, name="Anna Huber", agency=agency, role="administrator"
    )


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
    if not os.path.exists(path):
        pytest.skip(f"no Chromium at {path}")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


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
