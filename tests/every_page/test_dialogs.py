"""Every dialog that a page opens, judged where it lies: over that page, with the focus in it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.e2e.accessibility import overflow, violations
from tests.every_page.test_in_a_browser import told
from tests.every_page.walking import Shown, Walk

pytestmark = pytest.mark.timeout(1200)  # some thirty dialogs, each on its page
PATIENCE = 20_000
OPEN = "() => document.querySelector('dialog#dialog[open]')?.childElementCount > 0"
IN_IT = "() => document.querySelector('#dialog').contains(document.activeElement)"


def openers(walk: Walk) -> Iterator[tuple[Shown, str, bool]]:
    """The first page that opens each dialog, the address, and whether it is about ticked rows."""
    known = set()
    for shown, document in walk.documents():
        for opener in document.xpath("//*[@hx-target='#dialog'][@hx-get]"):
            address = opener.get("hx-get")
            name = resolve(urlsplit(address).path).view_name
            if name not in known:
                known.add(name)
                yield shown, address, opener.get("hx-include") == "#bulk-form"


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_dialogs(walk, show, width):
    """In both themes; nothing scrolls sideways, and the focus is inside.

    How large targets are is measured where each dialog is a page: here what lies behind it, and
    cannot be pressed, would count as a neighbour.
    """
    found, count = [], 0
    for shown, address, is_bulk in openers(walk):
        page = show(shown, viewport={"width": width, "height": 844})
        if is_bulk:
            page.locator("#bulk-form tbody input[type=checkbox]").first.check()
        # Some openers lie in a menu that is shut.
        page.locator(f'[hx-target="#dialog"][hx-get="{address}"]').first.evaluate(
            "(e) => e.click()"
        )
        page.wait_for_function(OPEN, timeout=PATIENCE)
        page.wait_for_function(IN_IT, timeout=PATIENCE)
        count += 1
        what = f"{address} on {shown}"
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            seen = violations(page, only_colours=theme == "dark")
            found += [f"{what} {theme}: {one}" for one in seen]
        if wider := overflow(page):
            found.append(f"{what} scrolls sideways: {wider}")
    assert count > 15
    assert not found, told(found)
