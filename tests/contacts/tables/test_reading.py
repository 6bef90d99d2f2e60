"""Files of any charset and delimiter become the same table; hostile ones are explained."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from contacts.tables.guessing import guess
from contacts.tables.reading import read_table

ROWS = [["Vorname", "Nachname", "Ort"], ["Jürgen", "Weiß", "Köln"], ["Eva", "Groß", "Wien"]]


def written(delimiter, quote=""):
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_charsets_and_delimiters(encoding, delimiter, quote):
    table = read_table(written(delimiter, quote).encode(encoding))
    assert [list(table.headings), *table.rows()] == ROWS


def test_excel_says_its_delimiter_and_titles_stand_above_the_headings():
    table = read_table(b"sep=;\r\nVorname;Nachname\r\nEva;Berger\r\n")
    assert list(table.rows()) == [["Eva", "Berger"]]
    table = read_table(b"Kundenliste 2026\n\nVorname;Nachname;Ort\nEva;Berger;Graz\n")
    assert table.headings == ("Vorname", "Nachname", "Ort")
    assert list(table.rows()) == [["Eva", "Berger", "Graz"]]


def test_a_table_without_headings_loses_no_row():
    table = read_table(b"Eva;Berger;eva@example.at\nHans;Moser;hans@example.at\n")
    assert len(list(table.rows())) == 2
    assert len(set(table.headings)) == 3


def test_a_quote_that_is_never_closed_costs_no_row():
    table = read_table(b'Vorname;Nachname\n"Eva;Berger\nHans;Moser\n')
    assert [row[-1] for row in table.rows()] == ["Berger", "Moser"]


def test_lines_within_a_cell_and_short_and_long_rows():
    table = read_table(b'Vorname,Nachname,Info\nEva,Berger,"a\nb"\nHans\nUte,Krause,x,y\n')
    assert table.headings == ("Vorname", "Nachname", "Info", "Spalte 4")
    assert list(table.rows()) == [
        ["Eva", "Berger", "a\nb", ""],
        ["Hans", "", "", ""],
        ["Ute", "Krause", "x", "y"],
    ]


def test_headings_of_known_programs():
    google = ["First Name", "Last Name", "Phone 1 - Label", "Phone 1 - Value", "E-mail 1 - Value"]
    assert guess(google) == ["given_name", "family_name", "phone_label", "phone", "email"]
    outlook = ["Vorname", "Nachname", "Straße geschäftlich", "Telefon privat", "Geburtstag"]
    assert guess(outlook) == [
        "given_name",
        "family_name",
        "work_street",
        "phone_home",
        "birth_date",
    ]
    assert guess(["KdNr", "Vorname", "Name", "Plz", "Augenfarbe"]) == [
        "external_id",
        "given_name",
        "family_name",
        "postal_code",
        "note",
    ]
    assert guess(["Name", "Ort"]) == ["full_name", "place"]


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    return packed.getvalue()


def test_a_bomb_is_refused_before_it_unfolds():
    table = read_table(_bomb())
    assert "entpackt zu groß" in str(table.problem)


def test_a_workbook_that_is_cut_off_is_explained():
    book = Workbook()
    book.active.append(["Vorname"])
    whole = io.BytesIO()
    book.save(whole)
    assert "beschädigt" in str(read_table(whole.getvalue()[:-300]).problem)


def test_hostile_files_are_tables_or_explained(samples):
    for path in sorted((samples / "hostile").rglob("*")):
        if path.is_file() and path.stat().st_size < 6_000_000:
            table = read_table(path.read_bytes())
            assert table.problem or table.headings, path.name
