"""What an import must never make of what stands in a file: other digits, countries, people."""

import json

import pytest
from django.core.management import call_command

from contacts.duplicates.dialling import apart
from contacts.duplicates.normalise import phone
from contacts.fields.calling import Home
from contacts.fields.normalise import phone_words, read_phone
from contacts.models import Contact, ContactPhone

PERSON = "N:Eins;Emil;;;\r\nFN:Emil Eins\r\n"


@pytest.fixture
def run(agency, capsys, tmp_path):
    """Imports a text as a file of this name and gives what the command printed of each entry."""

    def call(text, name, *arguments):
        path = tmp_path / name
        path.write_bytes(text.encode())
        command = "import_vcards" if name.endswith(".vcf") else "import_contacts"
        call_command(command, str(path), *arguments, agency="huber", format="jsonl")
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return call


def card(*lines):
    return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + "\r\n".join(lines) + "\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("typed", "region", "e164", "note"),
    [
        ("0351/123456 (priv.)", "DE", "+49351123456", "priv."),
        ("0664 1234567 Sohn", "AT", "+436641234567", "Sohn"),
        ("01 512345 (Büro)", "AT", "+431512345", "Büro"),
        ("+43 1 5131236 Sekr.", "AT", "+4315131236", "Sekr."),
        ("05574/4901 (ab 18h)", "AT", "+4355744901", "ab 18h"),
        ("0664 1234567 (18-20 Uhr)", "AT", "+436641234567", "18-20 Uhr"),
        ("0664 1234567 18-20 Uhr", "AT", "+436641234567", "18-20 Uhr"),
        ("Büro: 0664 1234567", "AT", "+436641234567", "Büro"),
        ("Tel.: 0664 1234567", "AT", "+436641234567", ""),
        ("0664 1234567p", "AT", "+436641234567", "p"),
        ("0664 1234567 2. Handy", "AT", "+436641234567", "2. Handy"),
        ("+43 1 5131236 DW 12", "AT", "+4315131236", "DW 12"),
        ("0800 FLOWERS", "AT", "", ""),
        ("1-800-FLOWERS", "US", "", ""),
        ("0664 12O4567", "AT", "", ""),
    ],
)
def test_no_letter_becomes_a_digit(typed, region, e164, note):
    found = read_phone(typed, region)
    assert (found.e164, found.note) == (e164, note)
    if not e164:
        assert found.shown == typed  # what cannot be read is kept as it was typed


def test_nor_does_one_in_search_and_comparison():
    assert phone_words("", "01 5131236 (ab 18h)") == {"015131236", "15131236", "~632131510"}
    assert phone("0664 1234567 PRIV") == "+436641234567"
    assert phone("0800 FLOWERS") == "0800"
    assert apart("keine") == ("keine", "", "")


def test_words_beside_a_number_are_its_note_in_every_format(run):
    run(card("N:Wort;A;;;", "TEL:05574/4901 (ab 18h)"), "a.vcf")
    run("Vorname;Nachname;Telefon\r\nB;Wort;05574/4902 (ab 18h)\r\n", "b.csv")
    rows = list(ContactPhone.objects.order_by("pk").values_list("e164", "note"))
    assert rows == [("+4355744901", "ab 18h"), ("+4355744902", "ab 18h")]


@pytest.mark.parametrize("number", ["1-800-FLOWERS", "O664 1234567", "0664"])
def test_a_number_that_there_is_none_of_is_told_in_every_format(run, number):
    (from_card,) = run(card("N:Wort;A;;;", f"TEL:{number}"), "a.vcf")
    (from_row,) = run(f"Vorname;Nachname;Telefon\r\nB;Wort;{number}\r\n", "b.csv")
    told = f"Die Nummer »{number}« gibt es so nicht; sie wird übernommen, wie sie dasteht."
    assert from_card["problems"] == [told]
    assert told in from_row["problems"][0]
    assert list(ContactPhone.objects.values_list("number", "e164")) == [(number, "")] * 2


def test_a_number_at_home_in_its_address_is_nothing_to_tell(run):
    lines = ("N:Wort;A;;;", "ADR;TYPE=HOME:;;Weg 1;Dresden;;01067;Germany", "TEL:0351 4444444")
    (told,) = run(card(*lines), "a.vcf")
    assert told["problems"] == []


def test_a_note_is_typed_shown_and_kept_by_the_form(agent_client, maria):
    row = maria.phones.get(is_primary=True)
    data = {
        "family_name": "Steininger",
        "kind": "person",
        "language": "de",
        "status": "new",
        "phones-TOTAL_FORMS": "1",
        "phones-INITIAL_FORMS": "1",
        "phones-primary": "0",
        "phones-0-id": row.pk,
        "phones-0-kind": "mobile",
        "phones-0-note": "nur abends",
        "phones-0-number": f"{row.number} (Sohn)",
        "emails-TOTAL_FORMS": "0",
        "emails-INITIAL_FORMS": "0",
        "addresses-TOTAL_FORMS": "0",
        "addresses-INITIAL_FORMS": "0",
    }
    response = agent_client.post(maria.get_absolute_url(), data)
    assert response.status_code == 303, response.content.decode()
    row.refresh_from_db()
    assert (row.e164, row.note) == ("+436644821390", "nur abends, Sohn")
    assert "nur abends, Sohn" in agent_client.get(maria.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("between", "last"),
    [
        ("END:VCARDBEGIN:VCARD\r\n", "END:VCARD"),
        ("END:VCARD BEGIN:VCARD\n", "END:VCARD"),
        ("end:vcardbegin:vcard\n", "end:vcard"),
        ("END:VCARD\ufeffBEGIN:VCARD\r\n", "END:VCARD\r\n"),
    ],
)
def test_cards_without_a_line_end_between_them_are_two(run, between, last):
    other = PERSON.replace("Eins", "Zwei").replace("Emil", "Zoe")
    lines = run(f"BEGIN:VCARD\r\n{PERSON}{between}{other}{last}", "a.vcf")
    assert [line["outcome"] for line in lines] == ["created", "created"]
    assert set(Contact.objects.values_list("family_name", flat=True)) == {"Eins", "Zwei"}


@pytest.mark.parametrize(
    "note",
    [
        "NOTE:a END:VCARDBEGIN:VCARD b",
        "NOTE:a\r\n END:VCARDBEGIN:VCARD",
        "NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nEND:VCARDBEGIN:VCARD",
    ],
)
def test_marks_inside_a_text_part_nothing(run, note):
    assert len(run(card(PERSON.strip(), note), "a.vcf")) == 1
    assert "END:VCARDBEGIN:VCARD" in Contact.objects.get().remarks


@pytest.mark.parametrize(
    ("address", "typed", "e164"),
    [
        (";;Hauptstr. 5;Freilassing;Bayern;83395;", "08654 123456", "+498654123456"),
        (";;Hauptstr. 5;Freilassing;Bayern;83395;", "0171 1234567", "+491711234567"),
        (";;;Dresden;;;", "0351 123456", "+49351123456"),
        (";;Bahnhofstr. 1;Zürich;;8001;", "044 668 18 00", "+41446681800"),
        (";;Hauptplatz 1;Graz;;8010;", "0316 824410", "+43316824410"),
        (";;Am Markt 1;;;83395;", "08654 123456", "+498654123456"),
    ],
)
def test_a_national_number_is_read_where_the_address_lies(run, address, typed, e164):
    run(card("N:Grenz;Gabi;;;", f"ADR;TYPE=home:{address}", f"TEL:{typed}"), "a.vcf")
    assert ContactPhone.objects.get().e164 == e164


def test_each_number_in_the_country_of_its_own_address():
    home = Home("AT", "DE", (("work", "CH"),))
    assert home.region("work") == "CH"
    assert home.region("home") == home.region("mobile") == "DE"
    assert home.read("0171 1234567", "mobile").e164 == "+491711234567"
    assert home.read("0660 1234567", "mobile").e164 == "+436601234567"  # none in Germany
    assert home.read("12345", "mobile").e164 == ""


def test_a_message_that_a_number_is_kept_is_true(run):
    lines = run(
        "Nachname;PLZ;Ort;Land;Telefon\nKurz;11108;Dresden;Deutschland;12345\n"
        "Kurz2;8001;Zürich;Schweiz;1234567\nKurz3;39100;Bozen;Italien;0471\n",
        "a.csv",
    )
    assert all("wie sie dasteht" in " ".join(line["problems"]) for line in lines)
    assert list(ContactPhone.objects.order_by("pk").values_list("number", "e164")) == [
        ("12345", ""),
        ("1234567", ""),
        ("0471", ""),
    ]


def test_a_business_address_tells_the_country_too(run):
    heads = "Vorname,Nachname,Ort geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich"
    heads += ",Telefon geschäftlich,Mobiltelefon\n"
    run(heads + "Cora,Weiß,Hamburg,20457,Deutschland,040 64321315,0176 64321545\n", "a.csv")
    found = set(ContactPhone.objects.values_list("e164", flat=True))
    assert found == {"+494064321315", "+4917664321545"}


HOUSE = ("ADR;TYPE=home:;;Weg 1;Baden;;2500;", "TEL;TYPE=HOME:02252 990011")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("N:Adler;Lena;;;", "BDAY:1995-03-03"), ("N:Adler;Lukas;;;", "BDAY:1995-03-03")),
        (("N:Adler;Lena;;;", "BDAY:1995-03-03"), ("N:Adler;Lene;;;", "BDAY:1995-03-03")),
        (("N:Maier;Josef;;;sen.",), ("N:Maier;Josef;;;jun.",)),
        (("N:Maier;Josef;;;", "BDAY:1948-02-02"), ("N:Maier;Josef;;;", "BDAY:1979-07-07")),
        (("N:Bauer;Anton;;;", "BDAY:1900-01-01"), ("N:Bauer;Berta;;;", "BDAY:1900-01-01")),
        (("N:Bauer;Anton;;;", "BDAY:--0303"), ("N:Bauer;Berta;;;", "BDAY:--0303")),
        (
            ("ORG:WEG Hauptstraße 12", "FN:WEG Hauptstraße 12"),
            ("ORG:WEG Hauptstraße 14", "FN:WEG Hauptstraße 14"),
        ),
    ],
)
def test_relatives_and_neighbours_are_created(run, one, other):
    lines = run(card(*one, *HOUSE) + card(*other, *HOUSE), "a.vcf")
    assert [line["outcome"] for line in lines] == ["created", "created"]


def test_the_review_leaves_out_only_what_is_beyond_doubt(start):
    lena, lukas = (
        card(f"N:Adler;{name};;;", "BDAY:1995-03-03", "EMAIL:a@adler.example", *HOUSE)
        for name in ("Lena", "Lukas")
    )
    _url, run = start(("a.vcf", (lena + lukas + lena).encode()))
    items = list(run.items.order_by("pk"))
    assert [item.decision for item in items] == ["create", "create", "skip"]
    assert items[1].similar  # the agent is told of the brother


def test_the_same_number_twice_keeps_the_words_of_both(run):
    numbers = "0664 4821390 (privat);+43 664 4821390 (ab 18h)"
    run(f"Nachname;Telefon;Mobil\r\nGruber;{numbers}\r\n", "a.csv")
    row = ContactPhone.objects.get()
    assert (row.e164, row.note) == ("+436644821390", "privat, ab 18h")
