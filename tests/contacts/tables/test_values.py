"""Values as people and programs write them."""

from datetime import date

import pytest

from contacts.tables.values import NotInCalendar, read_date, read_salutation, split_name

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "19560409",
        "1956-04-09",
        "09.04.1956",
        "9.4.56",
        "9. April 1956",
        "April 9, 1956",
        "09/04/1956",
        "1956/04/09",
        "1956-04-09 00:00:00",
        "20554",
        "9-4-1956",
        "9 Apr 1956",
    ],
)
def test_dates_in_any_notation(text):
    assert read_date(text, TODAY) == date(1956, 4, 9)


def test_dates_that_cannot_be_otherwise_and_empty_ones():
    assert read_date("4/25/1984", TODAY) == date(1984, 4, 25)
    assert read_date("1.2.26", TODAY) == date(2026, 2, 1)
    for empty in ("0.0.00", "0000-00-00", "00.00.0000"):
        assert read_date(empty, TODAY) is None
    for impossible in ("19560231", "31.02.1956", "bald", "1.1.0206"):
        with pytest.raises(NotInCalendar):
            read_date(impossible, TODAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Herr", "mr"),
        ("m", "mr"),
        ("Frau", "ms"),
        ("w", "ms"),
        ("f", "ms"),
        ("Mrs.", "ms"),
        ("Mr", "mr"),
        ("divers", "divers"),
        ("Familie", "family"),
        ("Herr und Frau", "family"),
        ("weiblich", "ms"),
        ("Sehr geehrte Frau", "ms"),
        ("?", ""),
        ("Direktor", ""),
    ],
)
def test_salutations(text, said):
    assert read_salutation(text) == said


def test_whole_names():
    assert split_name("Herr Dr. Max Muster") == {
        "salutation": "mr",
        "title": "Dr.",
        "given_name": "Max",
        "family_name": "Muster",
        "title_after": "",
    }
    assert split_name("Muster, Eva")["given_name"] == "Eva"
    assert split_name("Eva von Muster")["family_name"] == "von Muster"
    assert split_name("Mag. Eva Muster, MSc")["title_after"] == "MSc"
    assert split_name("Muster")["family_name"] == "Muster"
