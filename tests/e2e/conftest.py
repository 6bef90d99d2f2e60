"""The whole running system, and Chromium in front of it."""

import os

import pytest
from playwright.sync_api import sync_playwright

from immonaut.stack.supervisor import DEMO_EMAIL, DEMO_PASSWORD, Stack

QUIET = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--no-first-run", "--disable-sync", "--disable-gpu",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    """Database with the restricted role, broker, web, worker, scheduler, mailbox, demo agency."""
    with Stack(tmp_path_factory.mktemp("stack"), demo=True) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium"), args=QUIET
        )
        yield browser
        browser.close()


@pytest.fixture
def open_browser(stack, chromium):
    """Opens a window; at the end no page may have complained or failed."""
    contexts, complaints = [], []

    def open_window(**options):
        options = {"viewport": DESK, "locale": "de-AT", "base_url": stack.url, **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: complaints.append(told.text) if _is_bad(told) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda got: complaints.append(got.url) if got.status >= 500 else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def _is_bad(told):
    # Chromium reports every 4xx answer as an error of its own; the tests check those themselves.
    return told.type == "error" and "the server responded with a status of 4" not in told.text


def sign_in(page):
    page.goto("/konto/login/")
    page.fill("input[name=login]", DEMO_EMAIL)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/konto/" not in url)
    return page


@pytest.fixture
def agent_page(open_browser):
    return sign_in(open_browser())


@pytest.fixture
def phone_page(open_browser):
    """A customer's phone: small, and nobody signed in."""
    return open_browser(viewport=PHONE)
