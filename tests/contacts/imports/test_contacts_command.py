"""`manage.py import_contacts`: one JSON object per row of a CSV or XLSX file."""

import json
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from audit.models import Change
from base.accounts.models import Agency
from base.jobs.models import ImportRun
from base.jobs.services import undo_run
from contacts.models import Contact

KEYS = ["row", "outcome", "id", "external_id", "display_name", "problems"]
FEBRL = """rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id
rec-1-org, mitchell, green, 7, wallaby place, delmar, cleveland, 2119, sa, 19560409, 1804974
rec-2-org, , waller, 6, tullaroop street, , st james, 4011, wa, 19560231, 6988048
rec-3-org, sarah, , 44, forbes street, wintersloe, kellerberrin, 4510, vic, , 7535316
rec-4-org, , , 1, some street, , somewhere, 4510, vic, 19300213, 7535317
"""


@pytest.fixture
def run(agency, capsys, tmp_path):
    def call(content, *arguments, slug="huber", name="kontakte.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("import_contacts", str(path), *arguments, agency=slug, format="jsonl")
        out, err = capsys.readouterr()
        return [json.loads(line) for line in out.splitlines()], err

    return call


def test_one_object_per_row_of_febrl(run):
    lines, summary = run(FEBRL)
    assert [list(line) for line in lines] == [KEYS] * 4
    assert [(line["row"], line["outcome"], line["external_id"]) for line in lines] == [
        (0, "created", "rec-1-org"),
        (1, "created", "rec-2-org"),
        (2, "created", "rec-3-org"),
        (3, "rejected", "rec-4-org"),
    ]
    assert "weder ein Name noch eine Firma" in lines[3]["problems"][0]
    assert "19560231" in lines[1]["problems"][0]
    assert "created: 3, rejected: 1" in summary
    green = Contact.objects.get(pk=lines[0]["id"])
    assert lines[0]["display_name"] == "mitchell green" == green.display_name
    assert green.birth_date.isoformat() == "1956-04-09"
    assert green.external_id == "rec-1-org"
    assert green.remarks == "soc_sec_id: 1804974"
    address = green.addresses.get()
    assert (address.street, address.house_number) == ("wallaby place", "7")
    assert (address.postal_code, address.place, address.region, address.extra) == (
        "2119",
        "cleveland",
        "sa",
        "delmar",
    )
    waller = Contact.objects.get(external_id="rec-2-org")
    assert (waller.birth_date, waller.birth_date_text) == (None, "19560231")


def test_duplicates_are_skipped_or_created_as_told(run):
    table = "Vorname,Nachname,E-Mail\nMaria,Steininger,maria@example.at\n"
    table += "Maria,Steininger,maria@example.at\n"
    lines, _ = run(table)
    assert [line["outcome"] for line in lines] == ["created", "skipped"]
    assert "Ähnelt" in lines[1]["problems"][0]
    assert "--on-duplicate create" in lines[1]["problems"][1]
    assert [line["outcome"] for line in run(table)[0]] == ["skipped", "skipped"]
    assert [line["outcome"] for line in run(table, "--on-duplicate", "create")[0]] == [
        "created",
        "created",
    ]
    assert Contact.objects.count() == 3


def test_an_agency_is_created_in_the_country_of_the_postal_codes(run):
    table = "Vorname;Nachname;PLZ;Telefon\nUte;Krause;50667;0221 4710800\n"
    run(table, "--create-agency", slug="koelner-buero")
    agency = Agency.objects.get(slug="koelner-buero")
    assert (agency.name, agency.country) == ("Koelner Buero", "DE")
    phone = Contact.objects.get(agency=agency).phones.get()
    assert phone.e164 == "+492214710800"


def test_columns_are_told_where_the_guess_is_wrong(run):
    table = "wer;firmenwortlaut;code\nMaria Steininger;;7\n;Berger Bau GmbH;8\n"
    lines, _ = run(
        table,
        "--map",
        "wer=full_name",
        "--map",
        "Firmenwortlaut=company",
        "--map",
        "code=external_id",
    )
    maria, berger = (Contact.objects.get(pk=line["id"]) for line in lines)
    assert (maria.given_name, maria.family_name, maria.kind) == ("Maria", "Steininger", "person")
    assert (berger.company_name, berger.kind, berger.external_id) == (
        "Berger Bau GmbH",
        "company",
        "8",
    )


def test_a_workbook_with_dates_numbers_and_formulas(run, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["Vorname", "Nachname", "Geburtsdatum", "PLZ", "Mobil"])
    sheet.append(["Maria", "Steininger", datetime(1984, 3, 7), 8010, 436644821390])
    sheet["D2"].number_format = "00000"
    sheet.append(["=1+1", "Berger", "31.02.1956", "8010", None])
    path = tmp_path / "built.xlsx"
    book.save(path)
    lines, _ = run(path.read_bytes(), name="kontakte.xlsx")
    maria = Contact.objects.get(pk=lines[0]["id"])
    assert maria.birth_date.isoformat() == "1984-03-07"
    assert maria.addresses.get().postal_code == "08010"
    berger = Contact.objects.get(pk=lines[1]["id"])
    assert (berger.family_name, berger.given_name) == ("Berger", "")
    assert berger.birth_date_text == "31.02.1956"


def test_the_import_is_a_run_that_can_be_undone(run):
    run("Vorname;Nachname\nMaria;Steininger\n")
    found = ImportRun.objects.get()
    assert (found.state, found.kind) == ("done", "contacts")
    assert set(Change.objects.filter(context=found.context).values_list("actor", flat=True)) == {
        "import_contacts"
    }
    undo_run(run=found)
    assert not Contact.objects.present().exists()


def test_what_cannot_be_done_is_said(run, tmp_path):
    with pytest.raises(CommandError, match="--create-agency"):
        run("Vorname\nMaria\n", slug="nobody")
    with pytest.raises(CommandError, match="»wo« gibt es nicht"):
        run("Vorname\nMaria\n", "--map", "wo=place")
    with pytest.raises(CommandError, match="Das Feld »ort« gibt es nicht"):
        run("Vorname;x\nMaria;y\n", "--map", "x=ort")
    with pytest.raises(CommandError, match="SPALTE=FELD"):
        run("Vorname\nMaria\n", "--map", "x")
    with pytest.raises(CommandError, match="leer"):
        run("")
    with pytest.raises(CommandError, match="Nicht gefunden"):
        call_command("import_contacts", str(tmp_path / "missing.csv"), agency="huber")
    assert not Contact.objects.exists()
