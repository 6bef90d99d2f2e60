"""With the broker stopped every page works, and the mail goes out after it returns."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, sign_in

pytestmark = pytest.mark.e2e

PAGES = [
    "/",
    "/kontakte/",
    "/kontakte/1/",
    "/kontakte/1/suchauftraege/",
    "/kontakte/1/freigaben/",
    "/kontakte/1/historie/",
    "/kontakte/import/",
    "/immobilien/",
    "/immobilien/1/",
    "/suchauftraege/",
    "/freigaben/",
    "/postausgang/",
    "/postfach/",
    "/einstellungen/",
]


def test_pages_work_and_mail_waits_for_the_broker(system, open_context):
    stack = system.stack
    stack.stop("broker")
    try:
        page = open_context(viewport=DESK).new_page()
        sign_in(page)
        for address in PAGES:
            assert page.goto(address).status == 200, address
        before = len(list(stack.mailbox_dir.glob("*.eml")))
        _queue_mail(page)
    finally:
        stack.start("broker")
    deadline = time.monotonic() + 90
    while len(list(stack.mailbox_dir.glob("*.eml"))) <= before:
        assert time.monotonic() < deadline, "the mail did not leave after the broker returned"
        time.sleep(0.5)


def _queue_mail(page):
    page.goto("/kontakte/1/freigaben/")
    page.locator(".share-row").first.get_by_role("link", name="Senden").click()
    dialog = page.locator("dialog[open]")
    started = time.monotonic()
    dialog.get_by_role("button", name="Senden", exact=True).click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert time.monotonic() - started < 15, "the page waited for the broker"
    page.goto("/postausgang/")
    expect(page.locator("main")).to_contain_text(re.compile("Wartet|warte|Ausgang", re.IGNORECASE))
