"""A postal code fills its place, in a real browser."""

import pytest
from playwright.sync_api import Page, Route, expect

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


@pytest.fixture
def held(agent: Page):
    """Answers about postal codes wait here until they are let go."""
    waiting: list[Route] = []
    agent.route("**/orte/plz/**", lambda route: waiting.append(route))
    agent.goto("/immobilien/neu/")
    return waiting


def _asked(page: Page, held: list[Route], code: str) -> None:
    page.locator("[name=postal_code]").fill(code)
    page.locator("[name=postal_code]").press("Tab")
    page.wait_for_function("document.querySelector('[name=postal_code].htmx-request')")
    for _moment in range(100):  # the browser marks the field before the request gets here
        if held:
            break
        page.wait_for_timeout(50)
    assert held
    page.locator("[name=place]").focus()


def _answered(page: Page, held: list[Route]) -> None:
    held.pop(0).continue_()
    expect(page.locator("[data-place-fill]")).to_be_attached()


def test_a_slow_answer_leaves_what_is_being_typed(agent: Page, held: list[Route]):
    place = agent.locator("[name=place]")
    _asked(agent, held, "8010")
    place.press_sequentially("Gra")
    _answered(agent, held)
    expect(place).to_have_value("Gra")
    place.press_sequentially("z")
    expect(place).to_have_value("Graz")


def test_who_types_into_what_was_filled_in_types_over_it(agent: Page, held: list[Route]):
    place = agent.locator("[name=place]")
    _asked(agent, held, "8010")
    _answered(agent, held)
    expect(place).to_have_value("Graz")
    agent.keyboard.type("Graz")
    expect(place).to_have_value("Graz")
    # What was typed is no longer an answer's, though it says the same.
    agent.unroute("**/orte/plz/**")
    agent.locator("[name=postal_code]").fill("1020")
    agent.locator("[name=postal_code]").press("Tab")
    expect(agent.locator("[data-place-choice]")).to_have_count(1)
    expect(agent.locator("[data-place-choice]")).to_have_text("Wien")
    expect(place).to_have_value("Graz")


def test_a_click_into_what_was_filled_in_selects_it(agent: Page, held: list[Route]):
    place = agent.locator("[name=place]")
    _asked(agent, held, "8010")
    agent.locator("[name=title]").focus()
    _answered(agent, held)
    expect(place).to_have_value("Graz")
    place.click()
    agent.keyboard.type("Graz")
    expect(place).to_have_value("Graz")


def test_a_place_alone_fills_its_only_code(agent: Page):
    agent.goto("/immobilien/neu/")
    code, place = agent.locator("[name=postal_code]"), agent.locator("[name=place]")
    place.fill("Bad Ischl")
    place.press("Tab")
    expect(code).to_have_value("4820")
    expect(agent.locator("[name=region]")).to_have_value("Oberösterreich")
    place.fill("Graz")
    place.press("Tab")
    expect(code).to_have_value("")
    expect(agent.locator("[name=region]")).to_have_value("Steiermark")
