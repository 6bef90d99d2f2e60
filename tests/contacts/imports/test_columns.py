"""Tables in the browser: columns to confirm, a preview, then the pages of every import."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from base.jobs.models import ImportRun
from contacts.models import Contact
from tests.contacts.imports.cards import MARIA, vcf
from tests.contacts.imports.people import address_table

TABLE = (
    "Vorname;Nachname;Geb.Dat;E-Mail;Augenfarbe\n"
    "Maria;Steininger;31.02.1956;maria@example.at;braun\n"
    "Hans;Berger;7.3.84;hans(at)example.at;\n"
    ";;;niemand@example.at;\n"
)


def _inputs(run):
    source = run.sources.get()
    return {place: f"column-{source.pk}-{place}" for place in range(5)}


def test_columns_are_confirmed_before_anything_is_read(start, agent_client):
    url, run = start(("kontakte.csv", TABLE.encode("cp1252")))
    assert run.state == "setup"
    page = agent_client.get(url).content.decode()
    assert "Spalten zuordnen" in page
    assert "Augenfarbe" in page
    assert '<option value="birth_date" selected>' in page
    assert '<option value="note" selected>' in page
    assert "»31.02.1956« ist kein Tag im Kalender" in page
    assert "Vielleicht gemeint: hans@example.at" in page
    assert "Ohne Namen" in page
    assert not run.items.exists()
    assert agent_client.post(url, {"do": "import"}).status_code == 200  # not read yet
    assert agent_client.post(url, {"do": "read"}).status_code == 303
    review = agent_client.get(url).content.decode()
    assert "Import prüfen" in review
    assert "weder ein Name noch eine Firma" in review
    report = agent_client.post(url, {"do": "import"}, follow=True).content.decode()
    assert "Ergebnis des Imports" in report
    maria, hans = Contact.objects.order_by("pk")
    assert (maria.birth_date_text, maria.remarks) == ("31.02.1956", "Augenfarbe: braun")
    assert hans.birth_date.isoformat() == "1984-03-07"
    assert hans.remarks == "E-Mail: hans(at)example.at"
    agent_client.post(f"{url}rueckgaengig/")
    assert not Contact.objects.present().exists()


def test_another_choice_changes_the_preview_and_the_import(start, agent_client):
    url, run = start(("kontakte.csv", TABLE.encode()))
    names = _inputs(run)
    headers = {"HX-Request": "true", "HX-Target": "import-tables"}
    fragment = agent_client.post(url, {names[4]: "tags", names[2]: "skip"}, headers=headers)
    text = fragment.content.decode()
    assert text.strip().startswith('<div id="import-tables"')
    assert "kein Tag im Kalender" not in text
    agent_client.post(url, {"do": "read", names[4]: "tags", names[2]: "skip"})
    agent_client.post(url, {"do": "import"})
    maria = Contact.objects.get(given_name="Maria")
    assert (maria.tags, maria.birth_date_text) == (["braun"], "")


def test_what_cannot_be_read_that_way_is_said_and_the_choice_is_kept(start, agent_client):
    url, run = start(("kontakte.csv", TABLE.encode()))
    names = _inputs(run)
    response = agent_client.post(url, {"do": "read", names[0]: "family_name"})
    assert response.status_code == 422
    assert "Nur eine Spalte kann Nachname sein" in response.content.decode()
    assert response.content.decode().count('<option value="family_name" selected>') == 2
    response = agent_client.post(url, {"do": "read", names[0]: "skip", names[1]: "note"})
    assert "dem Namen oder der Firma" in response.content.decode()
    run.refresh_from_db()
    assert run.state == "setup"


def test_cards_tables_and_workbooks_together(start, agent_client):
    book = Workbook()
    book.active.append(["Vorname", "Nachname"])
    book.active.append(["Ute", "Krause"])
    written = io.BytesIO()
    book.save(written)
    url, _run = start(
        ("a.vcf", vcf(MARIA)),
        ("b.csv", b"Vorname;Nachname\nHans;Berger\n"),
        ("c.xlsx", written.getvalue()),
        ("d.xlsx", b"PK\x03\x04 broken"),
    )
    page = agent_client.get(url).content.decode()
    assert "b.csv" in page
    assert "c.xlsx" in page
    agent_client.post(url, {"do": "read"})
    review = agent_client.get(url).content.decode()
    assert "Die Datei ist beschädigt." in review
    agent_client.post(url, {"do": "import"})
    assert set(Contact.objects.values_list("given_name", flat=True)) == {"Maria", "Hans", "Ute"}


def test_strangers_and_readers(start, stranger_client, reader_client):
    url, _run = start(("kontakte.csv", TABLE.encode()))
    assert stranger_client.get(url).status_code == 404
    assert reader_client.get(url).status_code == 200
    assert reader_client.post(url, {"do": "read"}).status_code == 403
    assert stranger_client.get(f"{url}bericht.csv").status_code == 404


def test_the_report_is_a_file_without_formulas(start, agent_client):
    table = 'Vorname;Nachname;Info\n"=HYPERLINK(""http://x"")";Berger;@SUM(A1)\n'
    url, _run = start(("=cmd.csv", table.encode()))
    agent_client.post(url, {"do": "read"})
    agent_client.post(url, {"do": "import"})
    response = agent_client.get(f"{url}bericht.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert response["Content-Type"].startswith("text/csv")
    assert "attachment" in response["Content-Disposition"]
    head, line = text.splitlines()[:2]
    assert head.startswith("Datei;Stelle;Bezeichnung;Ergebnis;Nummer;Hinweise")
    assert line.startswith("'=cmd.csv;1;")
    assert "'=HYPERLINK" in line
    assert "Angelegt" in line


def test_a_large_table_goes_to_the_worker(start, agent_client, django_capture_on_commit_callbacks):
    url, _run = start(("outlook.csv", address_table(400)))
    with django_capture_on_commit_callbacks() as callbacks:
        agent_client.post(url, {"do": "read"})
    assert len(callbacks) == 1
    page = agent_client.get(url).content.decode()
    assert "0 von etwa 401 gelesen" in page


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.xls", "a.txt"])
def test_files_that_are_no_tables_are_explained(start, agent_client, name):
    _url, run = start((name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest" if name == "a.xls" else b" "))
    assert run.state == "review"
    assert run.items.get().problems
    assert not ImportRun.objects.filter(state="setup").exists()
    assert (
        agent_client.post(
            "/kontakte/import/", {"files": [SimpleUploadedFile(name, b"\x00\x01\x02")]}
        ).status_code
        == 303
    )
