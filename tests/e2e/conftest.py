"""A whole running system with the demo agency, and people who look at it through Chromium."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
)

from immonaut.stack.supervisor import DEMO_EMAIL, DEMO_PASSWORD, Stack

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Other tests use the machine as well: patience costs nothing where the answer comes at once.
PATIENCE = 40_000
expect.set_options(timeout=PATIENCE)
# Chromium reports every refused form (422) and every missing page (404) as an error of its own;
# `Watch` judges answers by themselves.
REFUSED = "Failed to load resource: the server responded with a status of 4"
# A newer request replaces an older one on purpose; one that fails says htmx:sendError as well.
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is end to end."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("e2e")


class Watch:
    """Collects what no page may do: script errors, violated policies, failing answers."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith((REFUSED, *REPLACED)):
            self.complaints.append(message.text)

    def _response(self, response: Response) -> None:
        is_asset = response.request.resource_type in ("stylesheet", "script", "image", "font")
        if response.status >= 500 or (response.status >= 400 and is_asset):
            self.complaints.append(f"{response.status} {response.url}")


class System:
    """The running stack, and the ways round its interface that tests need."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.url = stack.url

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Runs a statement as the owner of the database."""
        with psycopg.connect(self.stack.env["DATABASE_OWNER_URL"]) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def log(self, part: str) -> str:
        """The end of what a part has written."""
        with suppress(OSError):
            return (self.stack.mailbox_dir.parent / "log" / f"{part}.log").read_text()[-4000:]
        return ""


Opener = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with Stack(tmp_path_factory.mktemp("stack"), demo=True) as stack:
        yield System(stack)


@pytest.fixture(scope="session")
def signed_in(system: System, browser: Browser) -> dict[str, object]:
    """The cookies of somebody who has signed in through the form, once for all."""
    context = browser.new_context(base_url=system.url, locale="de-AT")
    context.set_default_timeout(PATIENCE)
    sign_in(context.new_page())
    state = context.storage_state()
    context.close()
    return dict(state)


def sign_in(page: Page, email: str = DEMO_EMAIL) -> None:
    """Signs in to the demo agency, unless told otherwise as its administrator."""
    page.goto("/konto/login/")
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label(re.compile("^Passwort")).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/")


@pytest.fixture
def open_context(system: System, browser: Browser, request) -> Iterator[Opener]:
    """Opens browser contexts and fails the test when a page in one of them complained."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def opener(**options) -> BrowserContext:
        context = browser.new_context(base_url=system.url, locale="de-AT", **options)
        context.set_default_timeout(PATIENCE)
        opened.append((context, Watch(context)))
        return context

    yield opener
    for context, _watch in opened:
        context.close()
    complaints = [complaint for _context, watch in opened for complaint in watch.complaints]
    assert complaints == [], system.log("web")


@pytest.fixture
def agent(open_context: Opener, signed_in) -> Page:
    """An agent at the desk, signed in."""
    context = open_context(
        viewport=DESK,
        storage_state=signed_in,
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
    )
    return context.new_page()


@pytest.fixture
def phone(open_context: Opener) -> Page:
    """A customer with a phone and no account."""
    context = open_context(viewport=PHONE, is_mobile=True, has_touch=True, accept_downloads=True)
    return context.new_page()
