"""Duplicates as people meet them: while typing, on their page, merged and taken back."""

import re

from playwright.sync_api import expect

from tests.e2e.test_main_job import fill_person


def test_who_types_a_known_number_is_told_at_once(agent):
    fill_person(agent, "Maria", "Steininger", "0664 / 482 13 90")
    hint = agent.locator("#similar-contacts")
    expect(hint).to_contain_text("Ähnlich:")
    expect(hint.get_by_role("link").first).to_have_attribute("href", re.compile(r"/kontakte/\d+/"))
    expect(agent.get_by_label("Nachname", exact=True)).to_have_value("Steininger")


def test_two_contacts_are_merged_and_the_merge_is_taken_back(agent):
    agent.goto("/kontakte/doubletten/")
    pair = agent.locator(".pair").first
    kept, gone = (link.get_attribute("href") for link in pair.locator("thead a").all())
    pair.get_by_role("link", name="Vergleichen und zusammenführen").click()
    expect(agent.locator("h1")).to_have_text("Kontakte zusammenführen")
    agent.locator("input[type=radio][value=gone]").first.check()
    agent.get_by_role("button", name="Zusammenführen", exact=True).click()
    agent.wait_for_url(f"**{kept}")
    expect(agent.locator("body")).to_contain_text("sind jetzt ein Kontakt")
    agent.goto(gone)
    agent.wait_for_url(f"**{kept}")
    agent.goto(f"{kept}historie/")
    undo = agent.get_by_role("button", name="Rückgängig").first
    undo.click()
    expect(agent.locator("body")).to_contain_text("Rückgängig gemacht")
    agent.goto(gone)
    expect(agent).to_have_url(re.compile(f"{gone}$"))


def test_no_duplicate_is_remembered_and_can_be_taken_back(agent):
    agent.goto("/kontakte/doubletten/")
    pairs = agent.locator(".pair")
    before = pairs.count()
    name = pairs.last.locator("thead a").last.inner_text()
    pairs.last.get_by_role("button", name="Keine Doublette").click()
    expect(agent.locator("body")).to_contain_text("Gemerkt: keine Doublette.")
    expect(pairs).to_have_count(before - 1)
    agent.goto("/kontakte/doubletten/entschieden/")
    expect(agent.locator("main")).to_contain_text(name)
    agent.get_by_role("button", name="Zurücknehmen").first.click()
    expect(agent.locator("body")).to_contain_text("Entscheidung zurückgenommen.")
    agent.goto("/kontakte/doubletten/")
    expect(pairs).to_have_count(before)
