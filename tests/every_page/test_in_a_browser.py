"""Every page in Chromium: judged by axe, measured, narrow, enlarged, in two languages and themes.

`SCREENSHOTS=folder` keeps a picture of each page at each width.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.accessibility import overflow, violations
from tests.every_page.measuring import links_by_colour, small_targets
from tests.every_page.walking import Shown

pytestmark = pytest.mark.timeout(1200)  # a hundred and fifty pages, one after the other
WIDTHS = (320, 390, 640, 768, 1023, 1440)
HEIGHT = 900


def keep(page: Page, shown: Shown, width: int) -> None:
    """Saves a picture when the environment asks for pictures."""
    if folder := os.environ.get("SCREENSHOTS"):
        name = shown.path.strip("/").replace("/", "_").replace("?", "-")[:60]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def told(found: list[str]) -> str:
    return "\n" + "\n".join(sorted(found))


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["de-AT", "en-GB"])
def test_axe_finds_nothing(walk, show, language, width):
    """All rules, also those of best practice; in dark those about colours."""
    found = []
    for shown in walk.pages:
        page = show(shown, locale=language, viewport={"width": width, "height": HEIGHT})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            seen = violations(page, only_colours=theme == "dark")
            found += [f"{shown} {theme}: {one}" for one in seen]
    assert not found, told(found)


def measured(page: Page, shown: Shown) -> Iterator[str]:
    yield from (f"{shown} told by colour alone: {one}" for one in links_by_colour(page))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if wider := overflow(page):
            yield f"{shown} scrolls sideways at {width}: {wider}"
        if width in (390, 1440):
            keep(page, shown, width)
            yield from (f"{shown} small at {width}: {one}" for one in small_targets(page))


def test_nothing_scrolls_sideways_and_targets_are_large_enough(walk, show):
    """WCAG 1.4.10 and 2.5.8."""
    found = [one for shown in walk.pages for one in measured(show(shown), shown)]
    assert not found, told(found)


@pytest.mark.parametrize("width", [640, 1280])
def test_text_of_twice_the_size_fits(walk, show, width):
    """WCAG 1.4.4: the letters of the browser are twice as large."""
    found = []
    for shown in walk.pages:
        page = show(shown, viewport={"width": width, "height": HEIGHT})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if wider := overflow(page):
            found.append(f"{shown} at {width}: {wider}")
    assert not found, told(found)
