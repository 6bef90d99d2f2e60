"""The overview at work: searching, filtering, views, columns, many at once, files."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e
SLOWLY = 30_000


def rows(page):
    return page.locator("#contact-list tbody tr")


def open_dialog(page, link):
    link.click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    return dialog


def test_the_list_follows_the_typing_and_the_address_follows_the_list(agent):
    agent.goto("/kontakte/?agb=fehlt&size=25")
    agent.locator("#contact-search").press_sequentially("bin", delay=30)
    expect(agent).to_have_url(re.compile(r"\?q=bin&agb=fehlt&size=25$"))
    expect(rows(agent).first).to_contain_text("Bin")
    expect(agent.locator("#contact-search")).to_be_focused()
    remove = agent.get_by_role("link", name="Filter entfernen: AGB / Provision: nicht bestätigt")
    assert "q=bin" in remove.get_attribute("href")
    agent.locator("#contact-search").fill("gibtesnicht")
    expect(agent.locator("#contact-list")).to_contain_text("Nichts gefunden zu »gibtesnicht«")


def test_filters_become_chips_and_a_view_keeps_them(agent):
    agent.goto("/kontakte/?alle")
    dialog = open_dialog(agent, agent.get_by_role("link", name="Filter", exact=True))
    dialog.get_by_role("checkbox", name="Interessent").check()
    dialog.get_by_role("radio", name="keiner offen").check()
    dialog.get_by_role("button", name="Anzeigen").click()
    expect(agent).to_have_url(re.compile(r"rolle=prospect.*auftrag=ohne"))
    chips = agent.locator(".list-tools a.chip")
    expect(chips.filter(has_text="Rolle: Interessent")).to_be_visible()
    agent.locator("summary", has_text="Ansicht").click()
    dialog = open_dialog(agent, agent.get_by_role("link", name="Als Ansicht speichern"))
    dialog.get_by_label("Name").fill("Ohne Suchauftrag")
    dialog.get_by_role("button", name="Speichern").click()
    expect(agent.locator("summary", has_text="Ansicht: Ohne Suchauftrag")).to_be_visible()
    agent.get_by_role("link", name="Filter entfernen: Rolle: Interessent").click()
    expect(chips.filter(has_text="Rolle: Interessent")).to_have_count(0)
    agent.goto("/kontakte/?alle")
    agent.locator("summary", has_text="Ansicht").click()
    agent.get_by_role("link", name="Ohne Suchauftrag").click()
    expect(chips.filter(has_text="Rolle: Interessent")).to_be_visible()
    agent.goto("/kontakte/ansichten/")
    agent.get_by_role("link", name=re.compile("Ändern.*Ohne Suchauftrag")).click()
    agent.get_by_role("button", name="Löschen").click()
    expect(agent.get_by_role("link", name="Ohne Suchauftrag")).to_have_count(0)


def test_columns_are_chosen_and_moved(agent):
    agent.goto("/kontakte/?alle")
    dialog = open_dialog(agent, agent.get_by_role("link", name="Spalten"))
    dialog.get_by_label("Schlagwörter").check()
    for _ in range(12):
        dialog.get_by_role("button", name="Schlagwörter nach vorne").click()
    dialog.get_by_label("Telefon", exact=True).uncheck()
    dialog.get_by_role("button", name="Übernehmen").click()
    heads = agent.locator("thead th.sortable")
    expect(heads.filter(has_text="Schlagwörter")).to_be_visible()
    expect(heads.filter(has_text="Telefon")).to_have_count(0)
    labels = [text.strip() for text in heads.all_inner_texts()]
    assert labels.index("Schlagwörter") < labels.index("Zuletzt")
    dialog = open_dialog(agent, agent.get_by_role("link", name="Spalten"))
    dialog.get_by_role("button", name="Wie üblich").click()
    expect(heads.filter(has_text="Telefon")).to_be_visible()


def test_a_few_are_ticked_with_shift_changed_and_brought_back(agent):
    agent.goto("/kontakte/?alle&size=25&spalten=name,tags")
    boxes = agent.locator("tbody [name=id]")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(agent.locator("[data-bulk-count]")).to_have_text("4 ausgewählt")
    button = agent.get_by_role("button", name="Schlagwort", exact=True)
    dialog = open_dialog(agent, button)
    expect(dialog).to_contain_text("4 Kontakte")
    dialog.get_by_label("Schlagwörter").fill("Sommerfest")
    dialog.get_by_role("button", name="Hinzufügen").click()
    expect(rows(agent).filter(has_text="Sommerfest")).to_have_count(4)
    agent.locator(".toast-item").get_by_role("button", name="Rückgängig").click()
    expect(rows(agent).filter(has_text="Sommerfest")).to_have_count(0)


def test_a_dialog_opens_when_its_fields_are_ready(agent):
    agent.goto("/kontakte/?alle&size=25&spalten=name,tags")
    agent.evaluate("htmx.config.defaultSettleDelay = 500")
    agent.locator("tbody [name=id]").first.click()
    dialog = open_dialog(agent, agent.get_by_role("button", name="Schlagwort", exact=True))
    field = dialog.get_by_label("Schlagwörter")
    field.focus()
    agent.keyboard.type("Frühlingsfest", delay=60)
    expect(field).to_be_focused()
    expect(field).to_have_value("Frühlingsfest")


def test_all_hits_are_changed_by_the_worker_and_undone_as_a_whole(agent, system):
    query = "SELECT count(*) FROM contacts_contact WHERE 'Rundbrief' = ANY(tags)"
    agent.goto("/kontakte/?alle&size=25")
    agent.get_by_label("Alle auf dieser Seite auswählen").check()
    agent.locator("[name=auswahl]").check()
    button = agent.get_by_role("button", name="Schlagwort", exact=True)
    dialog = open_dialog(agent, button)
    dialog.get_by_label("Schlagwörter").fill("Rundbrief")
    dialog.get_by_role("button", name="Hinzufügen").click()
    agent.wait_for_url(re.compile(r"/kontakte/laeufe/\d+/"))
    done = agent.get_by_text("Bearbeitet", exact=True)
    expect(done).to_be_visible(timeout=2 * SLOWLY)
    ((changed,),) = system.sql(query)
    assert changed > 200
    dialog = open_dialog(agent, agent.get_by_role("link", name="Rückgängig"))
    dialog.get_by_role("button", name="Rückgängig machen").click()
    expect(agent.get_by_text("Rückgängig gemacht:")).to_be_visible(timeout=2 * SLOWLY)
    assert system.sql(query) == [(0,)]


def test_what_is_shown_is_exported(agent):
    agent.goto("/kontakte/?alle&spalten=name,place&q=graz")
    agent.locator("summary", has_text="Mehr").click()
    dialog = open_dialog(agent, agent.get_by_role("link", name="Exportieren"))
    for name, suffix in [("CSV", "csv"), ("Excel (XLSX)", "xlsx"), ("vCard 4.0", "vcf")]:
        with agent.expect_download() as started:
            dialog.get_by_role("link", name=f"Laden {name}").click()
        assert started.value.suggested_filename == f"kontakte.{suffix}"
        content = started.value.path().read_bytes()
        assert content.startswith(
            {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "vcf": b"BEGIN:VCARD"}[suffix]
        )


def test_a_phone_filters_and_selects(open_context, signed_in):
    context = open_context(
        viewport={"width": 390, "height": 844}, storage_state=signed_in, has_touch=True
    )
    page = context.new_page()
    page.goto("/kontakte/?alle&size=25")
    page.locator("tbody [name=id]").first.tap()
    expect(page.locator(".bulk-bar")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_script_the_same_forms_work(open_context, signed_in):
    context = open_context(storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto("/kontakte/?alle&agb=fehlt")
    page.locator("#contact-search").fill("graz")
    page.get_by_role("button", name="Suchen").click()
    expect(page).to_have_url(re.compile("q=graz"))
    expect(page).to_have_url(re.compile("agb=fehlt"))
    page.locator("tbody [name=id]").first.check()
    page.get_by_role("button", name="Status", exact=True).click()
    expect(page.locator("main")).to_contain_text("1 Kontakt")
    page.goto("/kontakte/filter/?agb=fehlt")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page).to_have_url(re.compile(r"/kontakte/\?.*agb=fehlt"))
    page.goto("/kontakte/spalten/")
    page.get_by_label("Zuständig", exact=True).check()
    for _ in range(10):
        with page.expect_navigation():
            page.get_by_role("button", name="Zuständig nach vorne").click()
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.locator("thead th.sortable").nth(1)).to_have_text("Zuständig")
    page.goto("/kontakte/spalten/")
    page.get_by_role("button", name="Wie üblich").click()
    expect(page.locator("thead th.sortable").nth(1)).to_have_text("Telefon")
