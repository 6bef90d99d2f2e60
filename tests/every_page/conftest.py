"""Every page there is, on an agency that has everything."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from sharing.models import ShareLink
from tests.conftest import PASSWORD
from tests.conventions.test_access import made  # noqa: F401 - a fixture
from tests.every_page.stock import LETTER, Furnishing, letter, switch_on_second_factor
from tests.every_page.walking import Shown, Walk
from tests.sharing.visitors import look

DESK = {"width": 1440, "height": 900}
CALM = """() => !document.querySelector('.htmx-request, .htmx-settling, [hx-trigger="load"]') &&
  [...document.images].every((image) => image.loading === "lazy" || image.complete)"""


@pytest.fixture(autouse=True)
def _with_faults(settings, tmp_path):
    """Addresses that fail, and a mailbox with a letter."""
    settings.ROOT_URLCONF = "tests.every_page.urls"
    settings.MAILBOX_DIR = str(tmp_path)
    (tmp_path / LETTER).write_bytes(letter("administrator@huber.example"))


def _signed_in(user) -> Client:
    """Somebody who has just given the password once more, which some pages ask for."""
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def walk(made, agency, agent, administrator, transactional_db) -> Walk:  # noqa: F811
    Furnishing(made, agency, agent).furnish()
    switch_on_second_factor(agent)
    cache.clear()
    between, customer = Client(raise_request_exception=False), Client()
    look(customer, ShareLink.objects.open_at(timezone.now()).first())
    between.post("/konto/login/", {"login": agent.email, "password": PASSWORD})
    visitors = {
        "administrator": _signed_in(administrator),
        "agent": _signed_in(agent),
        "nobody": Client(raise_request_exception=False),
        "customer": customer,
        "between": between,
    }
    return Walk(made, visitors)


@pytest.fixture
def show(browser, live_server, walk) -> Iterator[Callable[..., Page]]:
    """Opens pages in Chromium: `show(page)`; one tab for each visitor and set of options."""
    contexts = {}

    def opener(shown: Shown, **options) -> Page:
        key = (shown.visitor, str(options))
        if key not in contexts:
            options = {"locale": "de-AT", "viewport": DESK, "reduced_motion": "reduce"} | options
            context = browser.new_context(base_url=live_server.url, **options)
            cookies = walk.visitors[shown.visitor].cookies.values()
            context.add_cookies(
                [{"name": c.key, "value": c.value, "url": live_server.url} for c in cookies]
            )
            contexts[key] = context.new_page()
        page = contexts[key]
        page.goto(shown.path)
        page.wait_for_function(CALM)
        return page

    yield opener
    for page in contexts.values():
        page.context.close()
