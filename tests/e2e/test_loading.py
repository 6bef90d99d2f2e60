"""What a browser loads with each page over the real front: few files, small ones, once."""

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE, Opener
from tests.e2e.test_pages import ANONYMOUS, CALM, SIGNED_IN, ids  # noqa: F401 - a fixture

pytestmark = pytest.mark.timeout(1200)  # eighty pages, one after the other
MOST_FILES = 8
MOST_BYTES = 100_000
# What is the page itself, or a picture on it.
_BESIDE = {"Document", "XHR", "Fetch", "Image", "Ping", "Preflight"}
_SHIFT = """() => new Promise((told) => new PerformanceObserver((list, observer) => {
  observer.disconnect();
  told(list.getEntries().filter((e) => !e.hadRecentInput).map((e) =>
    `${e.value.toFixed(4)} ${e.sources.map((s) => s.node?.outerHTML?.slice(0, 120)).join(" | ")}`));
}).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => told([]), 500))"""


class Loaded:
    """Counts files and transferred (compressed) bytes of the page that is opened next."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._kinds: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        self._urls: dict[str, str] = {}
        line = page.context.new_cdp_session(page)
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.loadingFinished", self._came)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def open(self, path: str) -> str:
        """What is too much of the page, or nothing."""
        self.sizes.clear()
        self._page.goto(path)
        self._page.wait_for_function(CALM)
        files, size = len(self.sizes), sum(self.sizes.values())
        assert files, "not even a style sheet"
        if files > MOST_FILES or size > MOST_BYTES:
            return f"{path}: {files} files, {size:.0f} bytes: {self.sizes}"
        return ""

    def _asked(self, event: dict) -> None:
        self._kinds[event["requestId"]] = event.get("type", "")
        self._urls[event["requestId"]] = event["request"]["url"]

    def _came(self, event: dict) -> None:
        if self._kinds.get(event["requestId"], "Document") not in _BESIDE:
            self.sizes[self._urls[event["requestId"]]] = event["encodedDataLength"]


def test_pages_of_agents(agent: Page, ids: dict[str, object]):  # noqa: F811
    loaded = Loaded(agent)
    paths = [path.format(**ids) for path in SIGNED_IN.values() if "None" not in path.format(**ids)]
    assert [told for path in paths if (told := loaded.open(path))] == []


def test_pages_of_everybody(open_context: Opener):
    page = open_context(viewport=DESK).new_page()
    loaded = Loaded(page)
    assert [told for path in ANONYMOUS.values() if (told := loaded.open(path))] == []


def test_pages_of_customers(agent: Page, phone: Page, ids: dict[str, object]):  # noqa: F811
    agent.goto(f"/kontakte/{ids['contact']}/freigaben/")
    address = agent.locator("[data-copy]").first.get_attribute("data-copy") or ""
    loaded = Loaded(phone)
    assert loaded.open(address) == ""
    loaded.sizes.clear()
    phone.get_by_role("button", name="Dokumente ansehen").click()
    phone.wait_for_url(re.compile(r"/s/[^/]+/[^/]+/$"))
    phone.wait_for_function(CALM)
    assert len(loaded.sizes) <= MOST_FILES
    assert sum(loaded.sizes.values()) <= MOST_BYTES


def test_files_are_compressed_once_and_kept_for_ever(agent: Page):
    answers = []
    agent.on("response", lambda answer: answers.append(answer))
    agent.goto("/kontakte/")
    static = [answer for answer in answers if "/static/" in answer.url]
    assert static
    for answer in static:
        headers = answer.headers
        assert "immutable" in headers["cache-control"], answer.url
        assert headers.get("content-encoding") == "br", answer.url


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_nothing_moves_on_the_page_of_a_contact(
    agent: Page,
    ids: dict[str, object],  # noqa: F811
    viewport: dict[str, int],
):
    agent.set_viewport_size(viewport)
    agent.goto(f"/kontakte/{ids['contact']}/")
    agent.wait_for_function(CALM)
    agent.wait_for_load_state("networkidle")
    assert agent.evaluate(_SHIFT) == []
