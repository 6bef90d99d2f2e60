"""Each quirk of a real address book, in a file of our own."""

import base64
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.vcard import limits, reading
from contacts.vcard.card import Card, Phone
from contacts.vcard.reading import read_cards

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(80))
PNG64 = base64.b64encode(PNG).decode()


def card(*lines: str, version: str = "3.0", encoding: str = "utf-8", end: str = "\r\n") -> Card:
    text = end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (only,) = read_cards(text.encode(encoding))
    return only


def codes(card: Card) -> set[str]:
    return {problem.code for problem in card.problems}


@given(st.binary(max_size=400))
def test_never_raises_on_any_bytes(data):
    assert read_cards(data)


_PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD\n",
        b"END:VCARD\n",
        b"AGENT:",
        b"N:",
        b"FN;",
        b'TEL;TYPE="',
        b"ADR:;;",
        b"=\n",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:",
        b"PHOTO;ENCODING=b:",
        b"PHOTO:data:",
        b"\r\n ",
        b"\n",
        b"\\",
        b"\\;",
        b",",
        b";;;",
        b"\xff\xfe",
        b"\xed\xa0\xbd",
        b"item1.X-ABLABEL:",
        b"item1.",
        b"BDAY:",
        b";CHARSET=utf-16",
        b";CHARSET=base64",
        b"20240231",
        b"abc",
        b"tel:1;ext=",
        b"=C3=",
    ]
)


@given(st.lists(_PIECES, max_size=30))
def test_never_raises_on_broken_cards(pieces):
    assert read_cards(b"BEGIN:VCARD\n" + b"".join(pieces))


def test_a_file_without_card_says_so():
    (only,) = read_cards(b"Sehr geehrte Damen und Herren")
    assert only.is_placeholder
    assert codes(only) == {"no_card"}


def test_too_large_a_file_is_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)
    assert codes(read_cards(b"BEGIN:VCARD\nFN:A\nEND:VCARD")[0]) == {"file_too_large"}


def test_too_many_cards_end_in_a_placeholder(monkeypatch):
    monkeypatch.setattr("contacts.vcard.frames.MAX_CARDS", 2)
    cards = read_cards(b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" * 3)
    assert [one.display_name for one in cards] == ["A", "A", ""]
    assert cards[-1].is_placeholder


def test_a_very_long_text_is_cut_with_a_problem():
    one = card("NOTE:" + "x" * (limits.MAX_TEXT + 5))
    assert len(one.note) == limits.MAX_TEXT
    assert "text_cut" in codes(one)


def test_unescaped_signs_stay_in_plain_texts():
    one = card("FN:Huber, Maier; Söhne", "TITLE:Chef; Inhaber, Alles", "NOTE:a,b;c", "TEL:1,2;3")
    assert one.display_name == "Huber, Maier; Söhne"
    assert one.position == "Chef; Inhaber, Alles"
    assert one.note == "a,b;c"
    assert one.phones[0].number == "1,2;3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_charset_is_found(encoding):
    assert card("FN:Jürgen Groß", encoding=encoding).display_name == "Jürgen Groß"


def test_a_guessed_charset_is_a_problem():
    assert "charset_guessed" in codes(card("FN:Jürgen", encoding="cp1252"))
    assert "charset_guessed" not in codes(card("FN:Jürgen"))


def test_a_declared_charset_counts_for_its_line():
    raw = "FN;CHARSET=SHIFT_JIS:表示\r\n".encode("shift_jis")
    (one,) = read_cards(b"BEGIN:VCARD\r\n" + raw + "NOTE:Grüße\r\nEND:VCARD".encode())
    assert (one.display_name, one.note) == ("表示", "Grüße")


def test_quoted_printable_with_soft_breaks():
    one = card(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCr=",
        "gen =C3=",
        "=84rger",
        "NOTE;QUOTED-PRINTABLE:eins=0D=0Azwei",
        version="2.1",
    )
    assert one.display_name == "Jürgen Ärger"
    assert one.note == "eins\nzwei"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_all_line_ends_and_folds(end):
    one = card("NOTE:lang", " er Text", "\tmit Tabulator", end=end)
    assert one.note == "langer Textmit Tabulator"


def test_a_fold_inside_a_character_and_inside_a_head():
    data = b"BEGIN:VCARD\nFN:J\xc3\n \xbcrgen\nTEL;TYPE=CE\n LL:+43 1\nEND:VCARD\n"
    (one,) = read_cards(data)
    assert one.display_name == "Jürgen"
    assert one.phones == (Phone("+43 1", "mobile"),)
    assert not one.problems


def test_a_note_that_lost_its_folding_is_mended():
    one = card("NOTE:erste Zeile", "zweite Zeile", "FN:A")
    assert one.note == "erste Zeile\nzweite Zeile"
    assert codes(one) == {"joined_line"}


def test_an_unreadable_line_is_kept():
    one = card("FN:A", "# eine Bemerkung")
    assert one.extras == (("X-UNREADABLE", "# eine Bemerkung"),)
    assert next(iter(one.problems)).line == 4


@pytest.mark.parametrize(
    "lines",
    [
        [f"PHOTO;ENCODING=b;TYPE=PNG:{PNG64}"],
        [f"PHOTO;PNG;BASE64:{PNG64[:40]}", *[PNG64[40:80], PNG64[80:]], ""],
        [f"PHOTO;ENCODING=BASE64;TYPE=JPEG:{PNG64[:40]}", f"  {PNG64[40:]}", ""],
        [f"PHOTO:data:image/png;base64,{PNG64}"],
        [f"PHOTO:data:image/png;base64\\,{PNG64}"],
        [f"PHOTO;ENCODING=b;TYPE=png:data:image/png;base64,{PNG64}"],
        [f"PHOTO:{PNG64}"],
    ],
)
def test_photos_of_all_programs(lines):
    one = card("FN:A", *lines)
    assert one.photo is not None
    assert (one.photo.data, one.photo.media_type) == (PNG, "image/png")
    assert "photo_damaged" not in codes(one)


def test_a_damaged_photo_is_a_problem():
    assert "photo_damaged" in codes(card(f"PHOTO;ENCODING=b:{PNG64[:30]}*{PNG64[30:61]}"))


def test_a_photo_on_the_web_is_never_fetched():
    one = card("PHOTO;VALUE=uri:http://127.0.0.1:1/x.png")
    assert one.photo is None
    assert one.extras == (("PHOTO", "http://127.0.0.1:1/x.png"),)
    assert "photo_linked" in codes(one)


def test_an_agent_belongs_to_the_outer_card():
    one = card("FN:Chef", "AGENT:BEGIN:VCARD", "FN:Anna", "TEL:123", "END:VCARD", "TEL:456")
    assert [phone.number for phone in one.phones] == ["456"]
    assert one.extras == (("AGENT", "FN: Anna\nTEL: 123"),)


def test_a_missing_end_loses_no_card():
    cards = read_cards(b"BEGIN:VCARD\nFN:A\n\nBEGIN:VCARD\nFN:B\nEND:VCARD\n")
    assert [one.display_name for one in cards] == ["A", "B"]
    assert "no_end" in codes(cards[0])


def test_a_missing_begin_is_read_all_the_same():
    (one,) = read_cards(b"VERSION:3.0\nFN:A\nEND:VCARD\n")
    assert (one.display_name, codes(one)) == ("A", {"no_begin"})


def test_a_card_inside_a_mail():
    text = "Hallo,\n\nmeine Daten:\n> BEGIN:VCARD\n> FN:Anna\n> TEL:1\n> END:VCARD\nLG: Anna\n"
    (one,) = read_cards(text.encode())
    assert (one.display_name, one.phones[0].number) == ("Anna", "1")


def test_kinds_and_preference():
    one = card(
        "TEL;CELL:1",
        "TEL;TYPE=WORK,FAX:2",
        "TEL;TYPE=home;PREF=1:3",
        'TEL;TYPE="work,voice":4',
        "TEL;VALUE=uri:tel:+43-1-5;ext=12",
        "item1.TEL:6",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "item2.TEL:7",
        "item2.X-ABLabel:Sekretariat",
    )
    kinds = [(phone.number, phone.kind, phone.primary) for phone in one.phones]
    assert kinds == [
        ("1", "mobile", False),
        ("2", "fax", False),
        ("3", "home", True),
        ("4", "work", False),
        ("+43-1-5", "other", False),
        ("6", "mobile", False),
        ("7", "other", False),
    ]
    assert one.extras == (
        ("X-EXTENSION", "+43-1-5 ext. 12"),
        ("X-ABLABEL", "7: Sekretariat"),
    )


def test_names_and_salutation():
    one = card("N:Huber;Eva;Maria;Frau Mag.,Dr.;MBA", "X-MAIDENNAME:Maier", "FN:Eva Huber")
    assert (one.family_name, one.given_name, one.additional_names) == ("Huber", "Eva", "Maria")
    assert (one.salutation, one.title_before, one.title_after) == ("ms", "Mag., Dr.", "MBA")
    assert one.birth_name == "Maier"
    assert card("GENDER:O").salutation == "divers"


@pytest.mark.parametrize("text", ["1980-03-21", "19800321", "1980-03-21T00:00:00Z", "21.3.1980"])
def test_a_birth_date(text):
    assert card(f"BDAY:{text}").birth_date == date(1980, 3, 21)


@pytest.mark.parametrize("text", ["--0321", "1980-02-30", "0206-12-15", "im Mai", "1980"])
def test_an_incomplete_or_impossible_birth_date_stays_text(text):
    one = card(f"BDAY:{text}")
    assert (one.birth_date, one.birth_date_text) == (None, text)
    assert "birth_date" in codes(one)


def test_apples_missing_year():
    one = card("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17")
    assert one.birth_date_text == "--05-17"


def test_an_address_with_staircase_and_door():
    one = card("ADR;TYPE=home:12;c/o Maier;Hauptstraße 5/2/14;Graz;Stmk;8010;Österreich")
    (address,) = one.addresses
    assert (address.street, address.house_number) == ("Hauptstraße", "5")
    assert (address.staircase, address.floor, address.door) == ("2", "", "14")
    assert (address.postal_code, address.place, address.country) == ("8010", "Graz", "AT")
    assert address.extra == "Postfach 12\nc/o Maier"


def test_an_empty_address_is_none():
    assert card("ADR;TYPE=home:;;;;;;").addresses == ()


def test_a_printed_label_is_kept_only_where_it_says_more():
    said = card("ADR:;;Ring 1;Wien;;1010;", "LABEL:Ring 1\\n1010 Wien")
    assert said.extras == ()
    assert card("LABEL:Ring 1\\n1010 Wien").extras == (("LABEL", "Ring 1\n1010 Wien"),)


def test_companies_are_told_from_people():
    assert card("ORG:Bau GmbH;Technik", "FN:Bau GmbH").kind == "company"
    assert card("ORG:Bau GmbH", "N:Huber;Eva;;;").kind == "person"
    assert card("X-ABShowAs:COMPANY", "N:Huber;;;;", "ORG:Huber").kind == "company"
    assert card("KIND:org", "FN:Verein").kind == "company"


def test_what_has_no_field_is_kept():
    one = card("X-SKYPE:anna", "IMPP;TYPE=personal:xmpp:a@b.at", "X-ANNIVERSARY:2001-01-01")
    assert one.extras == (
        ("X-SKYPE", "anna"),
        ("IMPP", "xmpp:a@b.at (personal)"),
        ("X-ANNIVERSARY", "2001-01-01"),
    )


def test_control_characters_are_removed():
    one = card("FN:A\x00B\x1b")
    assert one.display_name == "AB"
    assert "control_characters" in codes(one)


def test_an_address_out_of_angle_brackets():
    assert card('EMAIL:"Eva" <eva@huber.at>').emails[0].address == "eva@huber.at"
