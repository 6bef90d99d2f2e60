"""Ten thousand cards: read and taken by the worker under the eyes of the agent, then taken back."""

import os
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from contacts.export.views import AT_ONCE
from tests.contacts.imports.people import address_book, address_table

# `IMPORT_CARDS=1000` makes a quick run of it.
CARDS = int(os.environ.get("IMPORT_CARDS", "10000"))
MINUTES = 60_000
LONG = 15 * MINUTES


@pytest.mark.timeout(1800)
def test_cards_are_imported_with_progress_and_undone(agent, tmp_path):
    page = agent
    path = tmp_path / "adressbuch.vcf"
    path.write_bytes(address_book(CARDS))
    page.goto("/kontakte/import/")
    page.set_input_files("input[type=file]", str(path))
    page.wait_for_url(re.compile(r"/kontakte/import/\d+/"))
    expect(page.locator("main")).to_contain_text("Import prüfen", timeout=LONG)
    page.reload()  # the page may be left and opened again at any time
    expect(page.locator("main")).to_contain_text("× anlegen", timeout=LONG)
    page.get_by_role("button", name="Importieren", exact=True).click()
    expect(page.locator("progress")).to_be_visible(timeout=LONG)
    expect(page.locator("main")).to_contain_text("Ergebnis des Imports", timeout=LONG)
    with page.expect_download() as download:
        page.get_by_role("link", name="Bericht herunterladen").click()
    report = download.value.path().read_text(encoding="utf-8-sig")
    assert len(report.splitlines()) == CARDS + 1
    result = page.url
    if CARDS > AT_ONCE:
        _export(page)
    page.goto(result)
    page.get_by_role("link", name="Import rückgängig machen").click()
    page.get_by_role("dialog").get_by_role("button", name="Rückgängig machen").click()
    expect(page.locator("main")).to_contain_text("ist zurückgenommen", timeout=LONG)


def _export(page):
    """The worker writes a workbook of them all, with progress, and it can be fetched."""
    page.goto("/kontakte/export/")
    page.get_by_role("button", name="Erstellen").click()
    expect(page.locator("h1")).to_have_text("Kontakte exportieren")
    link = page.get_by_role("link", name="kontakte.xlsx")
    expect(link).to_be_visible(timeout=LONG)
    with page.expect_download() as download:
        link.click()
    with download.value.path().open("rb") as workbook:
        rows = load_workbook(workbook, read_only=True).active.iter_rows()
        assert sum(1 for _ in rows) > CARDS


def test_the_columns_of_a_table_are_confirmed(agent, tmp_path):
    page = agent
    path = tmp_path / "outlook.csv"
    path.write_bytes(address_table(20))
    page.goto("/kontakte/import/")
    page.set_input_files("input[type=file]", str(path))
    expect(page.locator("h1")).to_have_text("Spalten zuordnen")
    page.get_by_label("Notizen", exact=True).select_option("skip")
    expect(page.locator(".import-preview th", has_text="Notizen")).to_have_count(0)
    page.get_by_role("button", name="Lesen und prüfen").click()
    expect(page.locator("h1")).to_contain_text("Import prüfen")
    page.get_by_role("link", name="Verwerfen").click()
    page.get_by_role("dialog").get_by_role("button", name="Verwerfen").click()
    expect(page.locator("h1")).to_contain_text("Kontakte importieren")
