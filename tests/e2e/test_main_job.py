"""The main job, steps 1 to 8, through the interface of the running system."""

import io
import re
import time
import zipfile
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import expect

from tests.conftest import samples_folder
from tests.properties.openimmo.sample import sample_document

pytestmark = pytest.mark.e2e

FILES = Path(__file__).parent / "files"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def open_contact(page, name):
    page.goto(f"/kontakte/?q={name}")
    page.locator("table a", has_text=name).first.click()
    expect(page.locator("h1")).to_contain_text(name)
    return re.match(r".*(/kontakte/\d+/)", page.url)[1]


def save(page):
    page.get_by_role("button", name="Speichern", exact=True).first.click()


def first_names(page):
    return [text.strip() for text in page.locator("tbody .cell-name").all_inner_texts()]


def test_1_overview_sorts_by_its_arrows(agent):
    agent.goto("/kontakte/")
    ascending = first_names(agent)
    agent.locator("th a", has_text="Name").click()
    expect(agent).to_have_url(re.compile("sort=-name"))
    expect(agent.locator("th[aria-sort=descending]")).to_contain_text("Name")
    assert first_names(agent)[0] != ascending[0]
    for column in ("Telefon", "E-Mail", "Ort", "AGB / Provision", "Suchaufträge", "Zuletzt"):
        agent.locator("th a", has_text=column).click()
        expect(agent.locator("th[aria-sort]")).to_contain_text(column)
    agent.goto("/kontakte/")
    agent.get_by_role("link", name="Hinzufügen").click()
    expect(agent).to_have_url(re.compile("/kontakte/neu/$"))


def upload_cards(page, paths):
    page.goto("/kontakte/")
    page.get_by_role("link", name="vCard importieren").click()
    page.set_input_files("input[type=file]", [str(path) for path in paths])
    page.wait_for_url(re.compile(r"/kontakte/import/\d+/"))


def test_2_vcards_are_reviewed_and_taken(agent):
    page = agent
    upload_cards(page, [FILES / "karten.vcf"])
    expect(page.locator("main")).to_contain_text("Dr. Theodora Probst")
    expect(page.locator("main")).to_contain_text("Ähnelt")
    expect(page.locator("main")).to_contain_text("Nicht verwendbar")
    page.get_by_role("button", name="Importieren", exact=True).click()
    expect(page.locator("main")).to_contain_text("Angelegt")
    assert open_contact(page, "Probst")
    expect(page.locator("input[value='Sackstraße']")).to_have_count(1)


def test_2_real_vcards_go_through(agent):
    folder = samples_folder() / "vcards"
    if not folder.is_dir():
        pytest.skip("no sample files at hand (set IMMONAUT_SAMPLES)")
    paths = sorted(folder.glob("*/*.vcf"))[:40]
    upload_cards(agent, paths)
    agent.get_by_role("button", name="Importieren", exact=True).click()
    expect(agent.locator("main")).to_contain_text("Angelegt")


def fill_person(page, given, family, phone):
    page.goto("/kontakte/neu/")
    page.get_by_label("Vorname", exact=True).fill(given)
    page.get_by_label("Nachname", exact=True).fill(family)
    page.locator("input[name$=-number]").first.fill(phone)


def test_3_a_possible_duplicate_is_shown_before_it_is_saved(agent):
    page = agent
    fill_person(page, "Maria", "Steininger", "0664 4821390")
    save(page)
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Mögliche Doublette")
    expect(dialog).to_contain_text("Gleiche Telefonnummer")
    dialog.get_by_role("button", name="Zurück").click()
    expect(page.get_by_label("Nachname", exact=True)).to_have_value("Steininger")
    save(page)
    existing = dialog.get_by_role("link", name="Bestehenden Kontakt öffnen").first
    assert re.match(r"/kontakte/\d+/", existing.get_attribute("href"))
    dialog.get_by_role("button", name="Trotzdem speichern").click()
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))
    expect(page.locator("h1")).to_contain_text("Maria Steininger")


def test_4_the_detail_page_keeps_everything(agent):
    page = agent
    fill_person(page, "Xaver", "Detailmann", "0664 1112223")
    save(page)
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))
    base = re.match(r".*(/kontakte/\d+/)", page.url)[1]
    _company(page, base)
    _bank(page, base)
    _files(page, base)
    _terms(page, base)


def _company(page, base):
    page.goto(f"{base}firma/")
    page.get_by_label("Firmenname").fill("Detailbau")
    page.locator("[name=vat_id]").fill("ATU00000000")
    save(page)
    expect(page.locator("[name=vat_id]")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Firmenname")).to_have_value("Detailbau")
    page.locator("[name=vat_id]").fill("ATU13585627")
    _saved(page)
    page.goto(f"{base}firma/")
    expect(page.locator("[name=vat_id]")).to_have_value("ATU13585627")


def _saved(page):
    """Saves and waits until the server has answered that it did."""
    with page.expect_response(lambda got: got.request.method == "POST" and got.status == 200):
        save(page)
    page.wait_for_load_state("networkidle")


def _bank(page, base):
    page.goto(f"{base}sonstiges/")
    page.locator("[name=iban]").fill("AT61 1904 3002 3457 3200")
    save(page)
    expect(page.locator("[name=iban]")).to_have_attribute("aria-invalid", "true")
    page.locator("[name=iban]").fill("AT61 1904 3002 3457 3201")
    _saved(page)
    page.goto(f"{base}sonstiges/")
    assert "1904 3002 3457" not in page.locator("[name=iban]").input_value()
    page.locator("#secret-iban .secret-show").click()
    expect(page.locator("[name=iban]")).to_have_value("AT61 1904 3002 3457 3201")


def _files(page, base):
    page.goto(f"{base}dateien/")
    page.set_input_files(
        "input[type=file]",
        [{"name": "Vollmacht.pdf", "mimeType": "application/pdf", "buffer": PDF}],
    )
    # The name shows while the file is on its way; the link comes with the page that follows.
    expect(page.get_by_role("link", name="Vollmacht.pdf")).to_be_visible()
    drop = page.evaluate_handle(
        """() => { const data = new DataTransfer();
        data.items.add(new File(['%PDF-1.4 gezogen'], 'Gezogen.pdf', {type: 'application/pdf'}));
        return data; }"""
    )
    page.dispatch_event("[data-dropzone] .drop-area", "drop", {"dataTransfer": drop})
    expect(page.locator("main")).to_contain_text("Gezogen.pdf")
    page.get_by_role("button", name="»Gezogen.pdf« löschen").click()
    expect(page.get_by_role("link", name="Gezogen.pdf")).to_have_count(0)
    expect(page.get_by_role("link", name="Vollmacht.pdf")).to_have_count(1)


def _terms(page, base):
    page.goto(base)
    page.get_by_role("link", name="AGB / Provision – Nicht bestätigt").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=confirmed_on]").fill("01.09.2026")
    dialog.locator("input[type=file]").set_input_files(
        [{"name": "AGB.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    dialog.get_by_role("button", name="Bestätigung speichern").click()
    expect(page.get_by_role("link", name="AGB / Provision – Bestätigt")).to_be_visible()


def test_5_openimmo_becomes_properties(agent):
    page = agent
    page.goto("/immobilien/import/")
    feed = {"name": "objekte.xml", "mimeType": "text/xml", "buffer": sample_document(count=2)}
    page.set_input_files("input[type=file]", [feed])
    page.wait_for_url(re.compile(r"/immobilien/import/\d+/"))
    page.get_by_role("button", name="Importieren", exact=True).click()
    expect(page.locator("main")).to_contain_text("Angelegt")


def test_6_a_search_order_finds_its_properties(agent):
    page = agent
    base = open_contact(page, "Probst")
    page.goto(f"{base}suchauftraege/")
    page.get_by_role("link", name="Suchauftrag", exact=True).click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Budget bis").fill("400.000")
    dialog.get_by_label("Wohnfläche ab").fill("60")
    dialog.get_by_role("button", name="Suchauftrag anlegen").click()
    order = page.locator("[id^=order-]").first
    expect(order).to_contain_text("Kaufpreis bis 400.000 €")
    expect(order).to_contain_text("Passend")
    before = order.locator(".row-title").count()
    assert before > 0
    order.get_by_role("button", name=re.compile("Wohnfläche ab 60 m²")).click()
    expect(order).not_to_contain_text("Wohnfläche ab 60")
    expect(order).to_contain_text("alle Muss-Kriterien")


def test_7_and_8_documents_leave_by_a_link_and_all_is_on_record(system, agent, phone):
    stack = system.stack
    page = agent
    base = open_contact(page, "Probst")
    link = _saved_link(page, phone, base)
    _sent(page, base, stack)
    file_url = _viewed(phone, link)
    _expired(stack, phone, link, file_url)
    _deleted(page, phone, base, link, file_url)
    _recorded(page, base)


def _saved_link(page, phone, base):
    page.goto(f"{base}freigaben/")
    page.get_by_label("Immobilie suchen").fill("HI-1001")
    option = page.locator("[name=immobilie] option", has_text="HI-1001")
    expect(option).to_have_count(1)
    page.select_option("[name=immobilie]", value=option.get_attribute("value"))
    expect(page.locator("main")).to_contain_text("Grundbuchauszug.pdf")
    page.get_by_role("button", name="Link generieren").click()
    draft = page.locator(".share-url code").inner_text()
    assert phone.goto(draft).status == 404
    page.locator("#entwurf [name=days]").fill("7")
    page.get_by_role("button", name="Link abspeichern").click()
    row = page.locator(".share-row").first
    expect(row).to_contain_text("Gültig bis")
    expect(row).to_contain_text("noch nicht angesehen")
    return row.locator("[data-copy]").get_attribute("data-copy")


def _sent(page, base, stack):
    page.locator(".share-row").first.get_by_role("link", name="Senden").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("[name=subject]")).not_to_have_value("")
    dialog.get_by_role("button", name="Senden", exact=True).click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    deadline = time.monotonic() + 45
    while not list(stack.mailbox_dir.glob("*.eml")):
        assert time.monotonic() < deadline, "no mail arrived"
        time.sleep(0.3)
    page.goto("/postfach/")
    expect(page.locator("main")).to_contain_text("theodora.probst@beispiel.example")


def _viewed(phone, link):
    assert phone.goto(link).status == 200
    expect(phone.locator("main")).to_contain_text("Altbauwohnung mit Innenhof")
    phone.get_by_role("button", name="Dokumente ansehen").click()
    expect(phone.locator("main")).to_contain_text("Energieausweis.pdf")
    assert "Finanzierungszusage" not in phone.locator("main").inner_text()
    file_url = phone.get_by_role("link", name="Öffnen Grundbuchauszug.pdf").get_attribute("href")
    got = phone.request.get(file_url)
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.body().startswith(b"%PDF")
    everything = phone.get_by_role("link", name="Alle herunterladen").get_attribute("href")
    archive = zipfile.ZipFile(io.BytesIO(phone.request.get(everything).body()))
    assert sorted(archive.namelist()) == ["Energieausweis.pdf", "Grundbuchauszug.pdf"]
    return file_url


def _expired(stack, phone, link, file_url):
    with psycopg.connect(stack.env["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE TEMP TABLE was AS SELECT id, valid_until FROM sharing_sharelink")
        owner.execute("UPDATE sharing_sharelink SET valid_until = now() - interval '1 minute'")
        owner.commit()
        assert phone.goto(link).status == 404
        expired_page = phone.locator("main").inner_text()
        assert phone.request.get(file_url).status == 404
        owner.execute(
            "UPDATE sharing_sharelink l SET valid_until = w.valid_until FROM was w WHERE w.id = l.id"
        )
        owner.commit()
    assert phone.goto("/s/gibt-es-nicht/").status == 404
    assert phone.locator("main").inner_text() == expired_page


def _deleted(page, phone, base, link, file_url):
    page.goto(f"{base}freigaben/")
    row = page.locator(".share-row").first
    expect(row).to_contain_text("1 Ansicht")
    row.get_by_role("button", name="Löschen").click()
    armed = page.locator(".share-armed")
    expect(armed).to_contain_text("Bestätigen")
    expect(armed).to_have_class(re.compile("is-late"))
    assert phone.goto(link).status == 200  # one click deletes nothing
    armed.click()
    expect(armed).to_contain_text("Bestätigen")
    armed.click()
    expect(page.locator(".share-row")).to_have_count(0)
    assert phone.goto(link).status == 404
    assert phone.request.get(file_url).status == 404


def _recorded(page, base):
    page.goto(f"{base}aktivitaeten/")
    record = page.locator("#record")
    for told in ("angesehen", "Grundbuchauszug.pdf", "heruntergeladen", "E-Mail"):
        expect(record).to_contain_text(told)
    page.goto(f"{base}historie/")
    expect(record).to_contain_text("Kontakt angelegt")
    expect(record).to_contain_text("Suchauftrag")
    record.get_by_role("link", name="Änderungen").click()
    expect(record.locator("[aria-current=true]")).to_have_text("Änderungen")
    expect(record).not_to_contain_text("heruntergeladen")
    record.get_by_role("link", name="Interaktionen").click()
    expect(record).to_contain_text("heruntergeladen")
    expect(record).not_to_contain_text("Kontakt angelegt")
