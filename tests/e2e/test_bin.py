"""Deleting a contact, in a real browser: the toast, the bin, the end."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def create(page: Page, name: str) -> None:
    page.goto("/kontakte/neu/")
    page.locator("[name=family_name]").fill(name)
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text(name)


def delete(page: Page) -> None:
    page.get_by_role("link", name="Löschen").first.click()
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("30 Tage im Papierkorb")
    dialog.get_by_role("button", name="Löschen", exact=True).click()
    page.wait_for_url("**/kontakte/")


def test_a_deleted_contact_comes_back_from_the_toast_and_from_the_bin(agent: Page):
    page = agent
    create(page, "Papierkorbprobe")
    address = page.url
    delete(page)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("body")).to_contain_text("Rückgängig gemacht")
    page.goto(address)
    expect(page.locator("h1")).to_contain_text("Papierkorbprobe")
    delete(page)
    page.goto("/kontakte/papierkorb/")
    row = page.locator("tr", has_text="Papierkorbprobe")
    expect(row).to_contain_text("noch 30 Tage")
    row.get_by_role("button", name="Wiederherstellen").click()
    expect(page.locator("h1")).to_contain_text("Papierkorbprobe")
    delete(page)
    page.goto("/kontakte/papierkorb/")
    page.locator("tr", has_text="Papierkorbprobe").get_by_role("link", name="Endgültig").click()
    page.locator("#dialog").get_by_role("button", name="Endgültig löschen").click()
    expect(page.locator("body")).to_contain_text("ist endgültig gelöscht")
    expect(page.locator("tr", has_text="Papierkorbprobe")).to_have_count(0)
