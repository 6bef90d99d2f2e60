"""A postal code fills its place, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def test_a_postal_code_fills_place_district_and_state(agent: Page):
    page = agent
    page.goto("/immobilien/neu/")
    code, place = page.locator("[name=postal_code]"), page.locator("[name=place]")
    code.fill("1020")
    code.press("Tab")
    expect(place).to_have_value("Wien")
    expect(page.locator("[name=district]")).to_have_value("Leopoldstadt")
    expect(page.locator("[name=region]")).to_have_value("Wien")
    # Another code replaces what was filled in …
    code.fill("8010")
    code.press("Tab")
    expect(place).to_have_value("Graz")
    expect(page.locator("[name=district]")).to_have_value("")
    # … a place is chosen from those that share the code …
    page.get_by_role("button", name="Kainbach bei Graz", exact=True).click()
    expect(place).to_have_value("Kainbach bei Graz")
    # … and what was typed stays.
    place.fill("Ragnitz")
    code.fill("1030")
    code.press("Tab")
    expect(page.locator("[data-place-choice]")).to_have_count(1)
    expect(page.locator("[data-place-choice]")).to_have_text("Wien")
    expect(place).to_have_value("Ragnitz")
