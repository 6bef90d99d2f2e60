"""What lies over a page: bars that stick hide no focus (WCAG 2.4.11), a dialog is whole on a phone."""

import re

import pytest
from playwright.sync_api import expect

from contacts.models import Contact
from tests.every_page.test_in_a_browser import told
from tests.every_page.walking import Shown

PATIENCE = 20_000
HIDDEN = """async () => {
  const hidden = [];
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const all = [...document.querySelectorAll(`main :is(${wanted})`)].filter(
    (e) => e.checkVisibility({ opacityProperty: true }) && !e.disabled && e.tabIndex >= 0);
  for (const direction of [all, [...all].reverse()]) for (const e of direction) {
    e.focus();
    if (document.activeElement !== e) continue;
    await new Promise(requestAnimationFrame);
    const box = e.getBoundingClientRect();
    const own = (at) => at && (e.contains(at) || at.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(at)));
    const rows = [0.15, 0.5, 0.85].map((part) => box.top + box.height * part);
    const seen = rows.filter((y) => y > 0 && y < innerHeight &&
      own(document.elementFromPoint(box.left + Math.min(box.width, innerWidth - box.left) / 2, y)));
    if (!seen.length) hidden.push(e.outerHTML.replace(/\\s+/g, " ").slice(0, 110));
  }
  return [...new Set(hidden)];
}"""


def _hidden(pages, show, width, height):
    found = []
    for shown in pages:
        page = show(shown, viewport={"width": width, "height": height})
        found += [f"{shown}: {one}" for one in page.evaluate(HIDDEN)]
    return found


def test_no_bar_lies_over_the_focus_on_a_phone(walk, show):
    """Forwards and backwards through all that takes the focus, on every page."""
    found = _hidden(walk.pages, show, 390, 844)
    assert not found, told(found)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 256)])
def test_no_bar_lies_over_the_focus(walk, show, width, height):
    """On the pages with the most bars and fields; 320 × 256 is a desk at 400 %."""
    names = {
        "contacts:create",
        "contacts:detail",
        "contacts:misc",
        "properties:detail",
        "contacts:list",
    }
    pages = [shown for shown in walk.pages if shown.name in names and "?" not in shown.path]
    found = _hidden(pages, show, width, height)
    assert not found, told(found)


@pytest.mark.parametrize("width", [320, 390, 768])
def test_the_dialog_of_duplicates_is_whole(walk, show, width):
    twin = Contact.objects.filter(given_name="Ottokar").first()
    shown = Shown("contacts:create", "/kontakte/neu/", "administrator")
    page = show(shown, viewport={"width": width, "height": 844})
    page.locator("[name=given_name]").first.fill(twin.given_name)
    page.locator("[name=family_name]").first.fill(twin.family_name)
    page.get_by_role("button", name="Speichern").first.click()
    dialog = page.locator("#dialog")
    expect(dialog.get_by_role("button", name="Zurück")).to_be_visible(timeout=PATIENCE)
    wide = dialog.evaluate(
        "(d) => [d, ...d.querySelectorAll('.table-scroll')].filter((e) => e.scrollWidth > e.clientWidth + 1)"
        ".map((e) => e.className)"
    )
    assert wide == []
    verdict = dialog.locator(".compare tbody tr").first.locator("td").last
    expect(verdict).to_have_text(re.compile("gleich|ähnlich|anders|fehlt"))
    box = verdict.bounding_box()
    assert box["x"] + box["width"] <= width
