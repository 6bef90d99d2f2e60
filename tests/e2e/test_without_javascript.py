"""The main job with JavaScript switched off: plain links and forms carry all of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, Opener
from tests.e2e.test_main_job import FILES, PDF, fill_person, open_contact, save
from tests.properties.openimmo.sample import sample_document

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(open_context: Opener, signed_in) -> Page:
    context = open_context(
        viewport=DESK, storage_state=signed_in, java_script_enabled=False, accept_downloads=True
    )
    return context.new_page()


def pdf(name):
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


def test_contacts_are_found_created_compared_and_deleted(page):
    page.goto("/kontakte/")
    page.locator("th a", has_text="Ort").click()
    expect(page.locator("th[aria-sort]")).to_contain_text("Ort")
    page.get_by_role("searchbox", name="Kontakte durchsuchen").fill("steininger")
    page.locator("main").get_by_role("button", name="Suchen", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("Steininger")
    fill_person(page, "Maria", "Steininger", "0664 4821390")
    save(page)
    expect(page.locator("main")).to_contain_text("Mögliche Doublette")
    page.get_by_role("button", name="Zurück").click()
    expect(page.get_by_label("Nachname", exact=True)).to_have_value("Steininger")
    save(page)
    page.get_by_role("button", name="Trotzdem speichern").click()
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))
    page.get_by_role("link", name="Löschen", exact=True).click()
    page.get_by_role("button", name=re.compile("öschen")).last.click()
    page.wait_for_url(re.compile(r"/kontakte/$"))


def test_wrong_input_keeps_what_was_typed(page):
    base = open_contact(page, "Steininger")
    page.goto(f"{base}sonstiges/")
    page.get_by_label("Kontoinhaber").fill("M. Steininger")
    page.locator("[name=iban]").fill("AT61 1904 3002 3457 3200")
    save(page)
    expect(page.locator("[name=iban]")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Kontoinhaber")).to_have_value("M. Steininger")


def test_files_and_terms_are_sent_by_plain_forms(page):
    fill_person(page, "Ohne", "Skriptmann", "0664 9998887")
    save(page)
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))
    base = re.match(r".*(/kontakte/\d+/)", page.url)[1]
    page.goto(f"{base}dateien/")
    page.set_input_files("input[type=file]", [pdf("Auszug.pdf")])
    page.get_by_role("button", name="Hochladen").click()
    expect(page.get_by_role("link", name="Auszug.pdf")).to_have_count(1)
    page.get_by_role("link", name="AGB / Provision – Nicht bestätigt").click()
    page.locator("[name=confirmed_on]").fill("01.09.2026")
    page.set_input_files("input[type=file]", [pdf("AGB.pdf")])
    page.get_by_role("button", name="Bestätigung speichern").click()
    expect(page.get_by_role("link", name="AGB / Provision – Bestätigt")).to_be_visible()


def test_imports_are_reviewed_and_taken(page):
    upload(page, "/kontakte/import/", [FILES / "eine-karte.vcf"])
    with page.expect_navigation():
        page.get_by_role("button", name="Importieren", exact=True).click()
    page.goto(page.url)
    expect(page.locator("main")).to_contain_text(re.compile("Angelegt|Übersprungen"))
    feed = {"name": "o.xml", "mimeType": "text/xml", "buffer": sample_document(count=1)}
    upload(page, "/immobilien/import/", [feed])
    expect(page.get_by_role("button", name="Importieren", exact=True)).to_be_visible()


def upload(page, address, files):
    page.goto(address)
    page.set_input_files("input[type=file]", files)
    page.get_by_role("button", name="Lesen und prüfen").click()
    page.wait_for_url(re.compile(r"/import/\d+/"))


def test_an_order_gains_and_loses_criteria(page):
    base = open_contact(page, "Steininger")
    page.goto(f"{base}suchauftraege/")
    page.get_by_role("link", name="Suchauftrag", exact=True).click()
    page.get_by_label("Budget bis").fill("410.000")
    page.get_by_label("Wohnfläche ab").fill("55")
    page.get_by_role("button", name="Suchauftrag anlegen").click()
    order = page.locator("[id^=order-]", has_text="410.000").first
    expect(order).to_contain_text("Wohnfläche ab 55")
    order.get_by_role("button", name=re.compile("Wohnfläche ab 55")).click()
    order = page.locator("[id^=order-]", has_text="410.000").first
    expect(order).not_to_contain_text("Wohnfläche ab 55")


def test_a_link_is_generated_saved_sent_and_deleted(page):
    base = open_contact(page, "Steininger")
    page.goto(f"{base}freigaben/")
    value = page.locator("[name=immobilie] option[value]:not([value=''])").first
    page.select_option("[name=immobilie]", value=value.get_attribute("value"))
    with page.expect_navigation():
        page.get_by_role("button", name="Auswählen").click()
    page.get_by_role("button", name="Link generieren").click()
    page.locator("#entwurf [name=days]").fill("5")
    page.get_by_role("button", name="Link abspeichern").click()
    row = page.locator(".share-row").first
    expect(row).to_contain_text("noch nicht angesehen")
    before = page.locator(".share-row").count()
    row.get_by_role("link", name="Senden").click()
    page.get_by_role("button", name="Senden", exact=True).click()
    page.wait_for_url(re.compile("/freigaben/"))
    row = page.locator(".share-row").first
    row.get_by_role("button", name="Löschen").click()
    page.locator(".share-armed").click()
    expect(page.locator(".share-row")).to_have_count(before - 1)
