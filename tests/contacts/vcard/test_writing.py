"""What is written can be read by others and gives the same card again."""

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.vcard.card import Card, Email, Phone, Photo, PostalAddress
from contacts.vcard.reading import read_cards
from contacts.vcard.writing import Version, write_cards

_LETTERS = string.ascii_letters + string.digits + "äöüßÄ€😀é \\,;:\"'=^\n/-.#<>|%"
_text = st.text(_LETTERS, max_size=60).map(str.strip)
_filled = _text.filter(bool)
_line = _text.map(lambda text: " ".join(text.split()))
_number = st.text(string.digits + "+()/- ,;x", min_size=1, max_size=25).map(str.strip).filter(bool)
_part = st.text(string.ascii_letters + string.digits, max_size=4)
_words = st.lists(_filled, max_size=3, unique=True).map(tuple)


def _one_primary(values):
    def mark(drawn):
        items, chosen = drawn
        return tuple(
            type(item)(
                **{
                    **{f: getattr(item, f) for f in item.__dataclass_fields__},
                    "primary": at == chosen,
                }
            )
            for at, item in enumerate(items)
        )

    return st.tuples(st.lists(values, max_size=3), st.integers(-1, 2)).map(mark)


_place = st.sampled_from(["home", "work", "other"])
_phones = st.builds(
    Phone, _number, st.sampled_from(["mobile", "home", "work", "fax", "pager", "other"])
)
_emails = st.builds(Email, st.from_regex(r"[a-z,;'ä]{1,8}@[a-zß]{1,8}\.at", fullmatch=True), _place)
_addresses = st.builds(
    PostalAddress,
    street=_filled,
    house_number=_part,
    staircase=_part,
    floor=_part,
    door=_part,
    postal_code=_part,
    place=_line,
    region=_line,
    extra=_text,
    kind=_place,
    country=st.sampled_from(["", "AT", "DE", "US", "FR", "Atlantis"]),
)
_titles = st.sampled_from(["", "Dr.", "Mag. Dr.", "DI", "Prof., Dr."])
_cards = st.builds(
    Card,
    kind=st.sampled_from(["person", "company"]),
    display_name=_text,
    family_name=_line,
    given_name=_line,
    additional_names=_line,
    title_before=_titles,
    title_after=_titles,
    nickname=_line,
    birth_name=_line,
    salutation=st.sampled_from(["", "mr", "ms", "divers"]),
    birth_date=st.none() | st.dates(date(1800, 1, 1), date(2100, 1, 1)),
    phones=_one_primary(_phones),
    emails=_one_primary(_emails),
    addresses=_one_primary(_addresses),
    websites=_words,
    organisation=_filled,
    department=_text,
    position=_text,
    note=_text,
    categories=_words,
    languages=_words,
    photo=st.none()
    | st.builds(
        Photo,
        st.binary(min_size=1, max_size=200).map(b"\xff\xd8\xff".__add__),
        st.just("image/jpeg"),
    ),
    uid=_line,
    revision=_line,
    extras=st.lists(
        st.tuples(st.sampled_from(["X-SKYPE", "IMPP", "ROLE", "X-A.B", "AGENT", "TZ"]), _filled),
        max_size=3,
    ).map(tuple),
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@settings(max_examples=100, deadline=None)
@given(card=_cards)
def test_round_trip(version: Version, card: Card):
    (again,) = read_cards(write_cards([card], version))
    assert again == card


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_value_may_begin_like_an_address_of_the_web(version: Version):
    address = PostalAddress(street="//", door="7", kind="home", primary=True)
    card = Card(kind="company", organisation="A", addresses=(address,), note="// siehe Akte")
    (again,) = read_cards(write_cards([card], version))
    assert again == card


@given(card=_cards)
@settings(max_examples=40, deadline=None)
def test_lines_are_short_and_end_as_the_standard_says(card: Card):
    data = write_cards([card])
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(line.decode("utf-8") is not None for line in lines)


def test_an_unusual_birth_date_survives():
    card = Card(display_name="A", birth_date_text="im Mai, ca. 1900")
    for version in ("3.0", "4.0"):
        (again,) = read_cards(write_cards([card], version))
        assert again.birth_date_text == "im Mai, ca. 1900"


def test_several_cards_in_one_file():
    cards = [Card(index=0, display_name="A"), Card(index=1, display_name="B")]
    assert read_cards(write_cards(cards)) == cards


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_lines_are_measured_in_octets(version: Version):
    lines = write_cards([Card(display_name="ü" * 70)], version).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines if line)


def test_a_parameter_may_hold_what_ends_one():
    photo = Photo(b"GIF9 no picture", 'image/x"^y;z')
    (again,) = read_cards(write_cards([Card(display_name="A", photo=photo)], "3.0"))
    assert again.photo == photo


@pytest.mark.parametrize("name", ["N", "ADR", "ORG", "CATEGORIES", "PHOTO"])
def test_what_was_kept_of_a_card_stays_one_text(name: str):
    card = Card(display_name="A", extras=((name, "a, b; c\\d"),))
    written = write_cards([card]).decode()
    assert "a\\, b\\; c\\\\d" in written
