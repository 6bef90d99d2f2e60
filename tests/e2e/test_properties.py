"""Properties, in a real browser: two tabs at one, the question, the bin and the way back."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def create(page: Page, title: str) -> str:
    page.goto("/immobilien/neu/")
    expect(page.locator("[name=object_number]")).not_to_have_value("")
    page.locator("[name=title]").fill(title)
    page.locator("[name=kind]").select_option("apartment")
    page.locator("[name=marketing_type]").select_option("buy")
    save(page)
    expect(page.locator("h1")).to_contain_text(title)
    return page.url


def save(page: Page) -> None:
    page.get_by_role("button", name="Speichern", exact=True).first.click()


def delete(page: Page) -> None:
    page.get_by_role("link", name="Löschen", exact=True).first.click()
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("30 Tage im Papierkorb")
    dialog.get_by_role("button", name="Löschen", exact=True).click()
    page.wait_for_url("**/immobilien/")


def test_two_tabs_lose_nothing_and_are_asked_about_what_both_changed(agent: Page):
    page = agent
    address = create(page, "Zwei Reiter")
    other = page.context.new_page()
    other.goto(address)
    page.locator("[name=price]").fill("489.000,--")
    page.locator("[name=place]").fill("Graz")
    save(page)
    expect(page.locator("#toasts")).to_contain_text("Gespeichert")
    other.locator("[name=price]").fill("VB 479.000 EUR")
    other.locator("[name=rooms]").fill("2½")
    save(other)
    conflicts = other.locator(".conflicts")
    both = re.compile(r"jetzt gespeichert »489\.000\s€«, bei Ihnen »479\.000\s€«")
    expect(conflicts).to_contain_text(both)
    expect(other.locator("[name=rooms]")).to_have_value("2½")
    save(other)
    expect(other.locator("#toasts")).to_contain_text("Gespeichert")
    expect(other.locator("[name=price]")).to_have_value("479.000")
    expect(other.locator("[name=place]")).to_have_value("Graz")
    expect(other.locator("[name=rooms]")).to_have_value("2,5")
    other.close()


def test_a_deleted_property_comes_back_from_the_toast_and_from_the_bin(agent: Page):
    page = agent
    address = create(page, "Korbprobe")
    delete(page)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("body")).to_contain_text("Rückgängig gemacht")
    page.goto(address)
    expect(page.locator("h1")).to_contain_text("Korbprobe")
    delete(page)
    page.goto("/immobilien/papierkorb/")
    row = page.locator("tr", has_text="Korbprobe")
    expect(row).to_contain_text("noch 30 Tage")
    row.get_by_role("button", name="Wiederherstellen").click()
    expect(page.locator("h1")).to_contain_text("Korbprobe")
    delete(page)
    page.goto("/immobilien/papierkorb/")
    page.locator("tr", has_text="Korbprobe").get_by_role("link", name="Endgültig").click()
    page.locator("#dialog").get_by_role("button", name="Endgültig löschen").click()
    expect(page.locator("body")).to_contain_text("ist endgültig gelöscht")
    expect(page.locator("tr", has_text="Korbprobe")).to_have_count(0)
