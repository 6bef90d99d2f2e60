"""Interesse und Verwaltung in the browser: found by typing, changed in a dialog, taken back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK

pytestmark = pytest.mark.e2e


def test_a_contact_becomes_manager_then_owner_and_it_is_taken_back(agent):
    page = agent
    page.goto("/kontakte/1/suchauftraege/")
    page.get_by_role("link", name="Interesse und Verwaltung").click()
    page.get_by_label("Immobilie suchen").press_sequentially("HI-1005", delay=30)
    page.locator("#party-candidates label").filter(has_text="HI-1005").click()
    page.locator("#party-add").get_by_role("radio", name="Verwalter").check()
    page.get_by_role("button", name="Hinzufügen", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("eingetragen: Verwalter")
    row = page.locator(".party-rows li", has_text="HI-1005")

    row.get_by_role("link", name="Bearbeiten").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_role("radio", name="Eigentümer").check()
    dialog.get_by_label("Notiz").fill("seit heuer")
    dialog.get_by_role("button", name="Speichern").click()
    expect(row).to_contain_text("seit heuer")

    row.get_by_role("button", name="Entfernen").click()
    toast = page.locator("#toasts")
    expect(toast).to_contain_text("Beteiligung entfernt")
    expect(row).to_have_count(0)
    toast.get_by_role("button", name="Rückgängig").last.click()
    expect(row).to_contain_text("seit heuer")


def test_without_script_a_property_gets_somebody_interested(open_context, signed_in):
    context = open_context(viewport=DESK, java_script_enabled=False, storage_state=signed_in)
    page = context.new_page()
    page.goto("/immobilien/3/beteiligte/")
    page.get_by_label("Kontakt suchen").fill("Lena Steininger")
    page.get_by_role("button", name="Suchen", exact=True).click()
    page.locator("#party-candidates label").filter(has_text="Lena Steininger").click()
    page.get_by_role("button", name="Hinzufügen", exact=True).click()
    row = page.locator(".party-rows li", has_text="Lena Steininger")
    expect(row).to_be_visible()
    row.get_by_role("link", name="Bearbeiten").click()
    page.get_by_label("Notiz").fill("Besichtigung am Freitag")
    page.get_by_role("button", name="Speichern").click()
    expect(row).to_contain_text("Besichtigung am Freitag")
    row.get_by_role("button", name="Entfernen").click()
    expect(row).to_have_count(0)
