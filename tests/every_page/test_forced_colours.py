"""What is chosen, ticked, pressed or focused is seen, also where the system sets the colours (WCAG 1.4.11, 2.4.7)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.every_page.test_in_a_browser import told

pytestmark = pytest.mark.timeout(1200)

# Takes the state away from each element that has one, once of each kind, and gives it back.
STATES = """() => {
  const states = [
    ["[aria-current]:not(svg *)", (e) => e.removeAttribute("aria-current")],
    ["[aria-pressed=true]", (e) => e.setAttribute("aria-pressed", "false")],
    ["[aria-sort]", (e) => e.querySelector(".is-active")?.classList.remove("is-active")],
    ["input:checked", (e) => { e.checked = false; }],
    [".meter", (e) => e.querySelector(".meter-fill").setAttribute("width", "0")],
    ["progress[value]", (e) => { e.value = 0; }],
  ];
  window.takeAway = {};
  const kinds = new Set(), found = [];
  for (const [selector, take] of states) for (const e of document.querySelectorAll(`:is(${selector})`)) {
    const kind = `${selector} ${e.parentElement.className} ${e.className?.baseVal ?? e.className}`;
    if (kinds.has(kind) || !e.checkVisibility() || e.closest(".visually-hidden, [hidden]")) continue;
    kinds.add(kind);
    const id = `state-${found.length}`;
    (e.closest("label, th") ?? e).dataset.state = id;
    window.takeAway[id] = () => take(e);
    found.push([id, kind]);
  }
  return found;
}"""
FOCUSABLE = """() => {
  const kinds = new Set(), found = [];
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const e of document.querySelectorAll(wanted)) {
    const box = e.getBoundingClientRect();
    if (!e.checkVisibility({ opacityProperty: true }) || e.disabled || e.tabIndex < 0 || e.closest("[hidden]")) continue;
    if (box.width < 2 || box.height < 2) continue;
    const kind = `${e.tagName} ${e.type ?? ""} ${e.className?.baseVal ?? e.className} in ${e.parentElement.className}`;
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    e.dataset.focusable = found.length;
    found.push(kind);
  }
  return found;
}"""


def picture(page: Page, selector: str) -> bytes:
    """The element with what lies around it."""
    place = page.locator(selector).first
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    around = {
        "x": max(box["x"] - 5, 0),
        "y": max(box["y"] - 5, 0),
        "width": box["width"] + 10,
        "height": box["height"] + 10,
    }
    return page.screenshot(clip=around, caret="hide", animations="disabled")


def unseen_states(page: Page, known: set[str]) -> Iterator[str]:
    for name, kind in page.evaluate(STATES):
        if kind in known:
            continue
        known.add(kind)
        before = picture(page, f"[data-state={name}]")
        page.evaluate("(name) => window.takeAway[name]()", name)
        if picture(page, f"[data-state={name}]") == before:
            yield kind


def unseen_focus(page: Page, known: set[str]) -> Iterator[str]:
    for number, kind in enumerate(page.evaluate(FOCUSABLE)):
        if kind in known:
            continue
        known.add(kind)
        place = f"[data-focusable='{number}']"
        page.evaluate("document.activeElement.blur()")
        before = picture(page, place)
        page.locator(place).evaluate("(e) => e.focus({ focusVisible: true, preventScroll: true })")
        if picture(page, place) == before:
            yield f"focus of {kind}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_and_focused_is_seen(walk, show, scheme):
    """One element of each kind on all pages."""
    found, states, kinds = [], set(), set()
    for shown in walk.pages:
        page = show(shown, forced_colors="active", color_scheme=scheme)
        found += [f"{shown}: {one}" for one in unseen_states(page, states)]
        found += [f"{shown}: {one}" for one in unseen_focus(page, kinds)]
    assert not found, told(found)
    assert len(states) > 8
    assert len(kinds) > 60
