"""The suggestions for places, by keyboard in a real browser: a combobox as WAI-ARIA describes it."""

import pytest
from playwright.sync_api import Page, expect

from properties.models.orders import SearchOrder
from tests.ui.test_keyboard import nora, open_page, orders, press  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db(transaction=True)
FIELD = "#dialog [data-suggest]"


@pytest.fixture
def dialog(open_page, nora) -> Page:  # noqa: F811
    """A new search order, the field of places focused."""
    page = open_page(orders(nora))
    press(page, "[data-shortcut-new]")
    field = page.locator(FIELD)
    expect(field).to_have_attribute("role", "combobox")
    field.focus()
    return page


def options(page: Page):
    return page.locator("#dialog [role=listbox] [role=option]")


def marked(page: Page) -> str:
    return page.evaluate(
        f"document.getElementById(document.querySelector('{FIELD}')"
        ".getAttribute('aria-activedescendant'))?.querySelector('span').textContent ?? ''"
    )


def stored(page: Page):
    return page.locator("#dialog .tag-box input[type=hidden]")


def test_arrows_go_through_the_list_and_enter_takes(dialog):
    field = dialog.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "false")
    dialog.keyboard.type("liez")
    expect(field).to_have_attribute("aria-expanded", "true")
    controlled = field.get_attribute("aria-controls")
    expect(dialog.locator(f"[id='{controlled}']")).to_have_attribute("role", "listbox")
    expect(dialog.locator("#dialog [data-announcer]")).to_contain_text("Vorschläge")
    assert marked(dialog) == "", "nothing is taken that nobody chose"
    first, last = options(dialog).first, options(dialog).last
    dialog.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    dialog.keyboard.press("ArrowUp")
    assert marked(dialog) == ""
    dialog.keyboard.press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    dialog.keyboard.press("ArrowDown")
    dialog.keyboard.press("ArrowDown")
    chosen = marked(dialog)
    assert "Liezen" in chosen
    expect(field).to_be_focused()
    dialog.keyboard.press("Enter")
    expect(stored(dialog)).to_have_value(chosen)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_be_focused()
    expect(dialog.locator("#dialog")).to_be_visible()
    assert SearchOrder.objects.count() == 0


def test_escape_closes_the_list_and_keeps_the_dialog_and_the_text(dialog):
    field = dialog.locator(FIELD)
    dialog.keyboard.type("Gra")
    expect(field).to_have_attribute("aria-expanded", "true")
    dialog.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(options(dialog).first).not_to_be_visible()
    expect(field).to_have_value("Gra")
    expect(dialog.locator("#dialog")).to_be_visible()
    dialog.once("dialog", lambda asked: asked.accept())
    dialog.keyboard.press("Escape")
    expect(dialog.locator("#dialog")).not_to_be_visible()


def test_who_leaves_keeps_what_was_typed(dialog):
    field = dialog.locator(FIELD)
    dialog.keyboard.type("Graz")
    expect(field).to_have_attribute("aria-expanded", "true")
    dialog.keyboard.press("Tab")
    expect(stored(dialog)).to_have_value("Graz")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(dialog.locator("#dialog [data-suggest-note]")).not_to_be_visible()


def test_an_unknown_place_is_told_where_it_stands(dialog):
    field, note = dialog.locator(FIELD), dialog.locator("#dialog [data-suggest-note]")
    dialog.keyboard.type("Grazz")
    dialog.wait_for_function("() => document.querySelector('#dialog template[data-unknown=Grazz]')")
    expect(note).not_to_be_visible()
    dialog.keyboard.press("Enter")
    expect(note).to_contain_text("»Grazz« steht nicht im Ortsverzeichnis")
    assert note.get_attribute("id") in field.get_attribute("aria-describedby").split()
    dialog.keyboard.type("8010")
    dialog.keyboard.press("Enter")
    expect(note).to_contain_text("Grazz")
    dialog.get_by_role("button", name="Grazz: Entfernen").click()
    expect(note).not_to_be_visible()
    expect(stored(dialog)).to_have_value("8010")


def test_a_click_takes(dialog):
    dialog.keyboard.type("leopoldst")
    options(dialog).first.click()
    expect(stored(dialog)).to_have_value("Wien 2. Bezirk (Leopoldstadt)")
    expect(dialog.locator(FIELD)).to_be_focused()
