"""Verbundene Personen in the browser: found by typing, changed by the avatar, removed, taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, sign_in

pytestmark = pytest.mark.e2e


def open_people(page, query, name):
    page.goto(f"/kontakte/?q={query}")
    page.locator("table a", has_text=name).first.click()
    page.get_by_role("link", name=re.compile("^Verbundene Personen")).click()
    expect(page).to_have_url(re.compile("/personen/$"))


def tile(page, name, word):
    return page.locator(".people li", has_text=name).filter(has_text=word)


def add(page, query, name, relation):
    page.get_by_label("Kontakt suchen").press_sequentially(query, delay=30)
    page.locator("#relation-candidates label", has_text=name).first.click()
    page.get_by_label("Beziehung", exact=False).first.select_option(relation)
    page.get_by_role("button", name="Verbinden", exact=True).click()


def test_add_by_typing_change_by_the_avatar_remove_and_take_back(agent):
    page = agent
    open_people(page, "Steininger+Lena", "Lena Steininger")
    add(page, "birgit zeil", "Dr. Birgit Zeilinger", "sibling:a")
    expect(page.locator("#toasts")).to_contain_text("Dr. Birgit Zeilinger verbunden: Schwester.")
    expect(tile(page, "Zeilinger", "Schwester")).to_be_visible()
    expect(page.locator(".circle-wide")).to_contain_text("Schwester")

    tile(page, "Zeilinger", "Schwester").locator(".avatar-link").click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Schwester: Dr. Birgit Zeilinger")
    dialog.get_by_label("Beziehung", exact=False).first.select_option("other:a")
    dialog.get_by_role("button", name="Speichern").click()
    expect(dialog).to_contain_text("Bitte geben Sie an, wie die Beziehung heißt.")
    dialog.get_by_label("Bezeichnung", exact=True).fill("Firmpatin")
    dialog.get_by_label("Umgekehrt").fill("Firmling")
    dialog.get_by_role("button", name="Speichern").click()
    expect(tile(page, "Zeilinger", "Firmpatin")).to_be_visible()

    tile(page, "Zeilinger", "Firmpatin").get_by_role(
        "link", name="Dr. Birgit Zeilinger"
    ).last.click()
    page.get_by_role("link", name=re.compile("^Verbundene Personen")).click()
    tile(page, "Lena Steininger", "Firmling").locator(".avatar-link").click()
    dialog.get_by_role("button", name="Entfernen").click()
    toast = page.locator("#toasts")
    expect(toast).to_contain_text("Beziehung zu Lena Steininger entfernt.")
    expect(tile(page, "Lena Steininger", "Firmling")).to_have_count(0)
    toast.get_by_role("button", name="Rückgängig").click()
    expect(tile(page, "Lena Steininger", "Firmling")).to_be_visible()


def test_both_histories_tell_it(agent):
    page = agent
    for name, other in (("Thomas Steininger", "Maria"), ("Maria Steininger", "Thomas")):
        page.goto(f"/kontakte/?q={name.replace(' ', '+')}")
        page.locator("table a", has_text=name).first.click()
        page.get_by_role("link", name="Nachweise").click()
        page.get_by_role("link", name="Historie").click()
        entry = page.locator(".record-entry", has_text="ist verheiratet mit").first
        expect(entry).to_contain_text("Beziehung hinzugefügt")
        expect(entry).to_contain_text(other)


def test_a_couple_from_two_and_two_again(agent):
    page = agent
    open_people(page, "Konrad+Bachmaier", "Konrad Bachmaier")
    tile(page, "Helga Bachmaier", "Ehefrau").locator(".avatar-link").click()
    page.locator("dialog[open]").get_by_role("button", name="Als Paar führen").click()
    expect(page.locator("h1")).to_have_text(
        re.compile("Familie (Helga und Konrad|Konrad und Helga) Bachmaier")
    )
    page.goto("/kontakte/?q=bachmaier+helga+konrad")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody a", has_text="Familie").click()
    page.get_by_role("link", name="Paar auflösen").click()
    page.locator("dialog[open]").get_by_role("button", name="Paar auflösen").click()
    expect(page.locator("#toasts")).to_contain_text("aufgelöst")
    page.goto("/kontakte/?q=bachmaier+helga")
    expect(page.locator("tbody")).to_contain_text("Helga Bachmaier")


def test_a_couple_in_one_form(agent):
    page = agent
    page.goto("/kontakte/neu/")
    expect(page.get_by_label("Vorname (zweite Person)")).to_be_hidden()
    page.locator("input[name=kind][value=couple]").check()
    page.get_by_label("Vorname", exact=True).fill("Friedl")
    page.get_by_label("Nachname", exact=True).fill("Paarmann")
    page.get_by_label("Vorname (zweite Person)").fill("Gretl")
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Familie Friedl und Gretl Paarmann")
    expect(page.locator(".couple-member")).to_have_count(2)


def test_without_script(open_context, signed_in):
    context = open_context(viewport=DESK, storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    open_people(page, "Steininger+Thomas", "Thomas Steininger")
    page.get_by_label("Kontakt suchen").fill("konrad bachm")
    page.get_by_role("button", name="Suchen", exact=True).click()
    page.locator("#relation-candidates label", has_text="Konrad Bachmaier").locator("input").check()
    page.locator("#relation-add select[name=relation]").select_option("parent_in_law:a")
    page.get_by_role("button", name="Verbinden", exact=True).click()
    tile(page, "Konrad Bachmaier", "Schwiegervater").locator(".avatar-link").click()
    expect(page.locator("h1")).to_have_text("Beziehung")
    page.get_by_role("button", name="Entfernen").click()
    expect(page.locator("#toasts")).to_contain_text("entfernt")
    page.get_by_role("button", name="Rückgängig").click()
    expect(tile(page, "Konrad Bachmaier", "Schwiegervater")).to_be_visible()


def test_a_reader_sees_it_all_and_changes_nothing(open_context):
    page = open_context(viewport=DESK).new_page()
    sign_in(page, "lea@immonaut.example")
    open_people(page, "Steininger+Maria", "Maria Steininger")
    tile(page, "Thomas Steininger", "Ehemann").locator(".avatar-link").click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Ehemann")
    expect(dialog.get_by_role("button", name="Speichern")).to_have_count(0)
    expect(page.get_by_role("button", name="Verbinden", exact=True)).to_have_count(0)
