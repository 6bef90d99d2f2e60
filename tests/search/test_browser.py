"""The search while one types, in a real browser: keys, focus, phone, without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import violations
from tests.ui.test_keyboard import is_active, open_page

PHONE = {"width": 390, "height": 844}
HITS = "[data-search-hits]:popover-open"
pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["open_page"]


def test_hits_come_while_one_types_and_keys_lead_through_them(open_page, office):
    page = open_page("/")
    page.keyboard.press("/")
    is_active(page, "#shell-search")
    page.keyboard.type("wimm", delay=30)
    expect(page.locator(HITS)).to_contain_text("Nora Wimmer")
    expect(page.locator("#announcer")).to_have_text("4 Treffer")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    is_active(page, f"a[href='{office.get_absolute_url()}']")
    page.keyboard.press("ArrowUp")
    is_active(page, "#shell-search")
    page.keyboard.press("ArrowUp")
    is_active(page, ".search-all")
    page.keyboard.press("Escape")
    is_active(page, "#shell-search")
    expect(page.locator(HITS)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{office.get_absolute_url()}")


def test_enter_in_the_field_opens_the_page_with_all(open_page, office):
    page = open_page("/")
    page.locator("#shell-search").press_sequentially("wimmer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=wimmer")
    expect(page.locator("h1")).to_contain_text("wimmer")


def test_what_is_typed_on_a_hit_goes_on_in_the_field(open_page, office):
    page = open_page("/")
    page.locator("#shell-search").press_sequentially("wimm")
    expect(page.locator(HITS)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    is_active(page, "#shell-search")
    expect(page.locator("#shell-search")).to_have_value("wimme")


def test_only_the_last_answer_counts(open_page, office):
    """An answer that comes late, to words that are no longer there, is not shown."""
    page = open_page("/")
    held, dropped = [], []
    page.route("**/suche/vorschlaege/?q=wi", lambda route: held.append(route))
    page.on("requestfailed", lambda request: dropped.append(request.url))
    field = page.locator("#shell-search")
    with page.expect_request("**/suche/vorschlaege/?q=wi"):
        field.fill("wi")
    field.fill("nichtsdergleichen")
    expect(page.locator(HITS)).to_contain_text("Nichts gefunden zu »nichtsdergleichen«")
    assert len(held) == 1
    assert dropped == [held[0].request.url]
    field.fill("")
    expect(page.locator(HITS)).to_have_count(0)


def test_leaving_the_field_closes_the_list(open_page, office):
    page = open_page("/")
    page.locator("#shell-search").fill("wimmer")
    expect(page.locator(HITS)).to_be_visible()
    page.locator("h1").click()
    expect(page.locator(HITS)).to_have_count(0)


def test_it_stands_in_the_bar_of_a_phone(open_page, office):
    page = open_page("/kontakte/", viewport=PHONE, has_touch=True)
    field = page.locator("#bar-search")
    expect(field).to_be_in_viewport()
    expect(page.locator("#shell-search")).to_be_hidden()
    assert field.bounding_box()["height"] >= 44
    assert field.bounding_box()["width"] >= 180
    field.tap()
    page.keyboard.type("wimmer")
    hits = page.locator(HITS)
    expect(hits).to_contain_text("Nora Wimmer")
    box, typed = hits.bounding_box(), field.bounding_box()
    assert box["y"] >= typed["y"] + typed["height"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] + box["height"] <= PHONE["height"]
    assert violations(page) == []
    page.mouse.wheel(0, 600)
    expect(field).to_be_in_viewport()
    hits.get_by_text("Nora Wimmer", exact=True).first.tap()
    page.wait_for_url(f"**{office.get_absolute_url()}")


@pytest.mark.parametrize(("size", "field"), [(None, "#shell-search"), (PHONE, "#bar-search")])
def test_without_javascript_it_is_a_form(open_page, office, size, field):
    options = {"viewport": size} if size else {}
    page = open_page("/", java_script_enabled=False, **options)
    page.locator(field).fill("wimmer")
    page.locator(field).press("Enter")
    page.wait_for_url("**/suche/?q=wimmer")
    expect(page.get_by_role("link", name="Nora Wimmer")).to_be_visible()
