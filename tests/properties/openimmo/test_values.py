"""Numbers, dates and words as real feeds write them."""

from datetime import date
from decimal import Decimal

import pytest

from properties.openimmo import values
from properties.openimmo.vocabulary import country, currency


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("350000", "350000"),
        ("350000.00", "350000"),
        ("350.000", "350000"),
        ("350,000", "350000"),
        ("350.000,50", "350000.50"),
        ("350,000.50", "350000.50"),
        ("1.234.567", "1234567"),
        ("€ 350.000,-", "350000"),
        ("350 000 EUR", "350000"),
        ("1'250'000", "1250000"),
        ("3.5E5", "350000"),
        ("ca. 350.000 €", "350000"),
        ("199,99", "199.99"),
    ],
)
def test_price_notations(text, expected):
    assert values.price(text).value == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85,5", "85.5"),
        ("85.5 m²", "85.5"),
        ("85.123", "85.12"),
        ("1.200", "1200"),
        ("1,200 qm", "1200"),
        ("12.500,75 m2", "12500.75"),
    ],
)
def test_area_notations(text, expected):
    assert values.area(text).value == Decimal(expected)


def test_a_separator_that_may_mean_two_things_is_told():
    assert values.area("1.200").note == "ambiguous_number"
    assert values.area("1200").note == ""
    assert values.amount("850.000").value == 850
    assert values.amount("1.250").value == 1250


@pytest.mark.parametrize("text", ["0", "0.00", "0,0", "", "  ", "-", "k.A.", "0 m²"])
def test_zero_and_placeholders_say_nothing(text):
    assert values.area(text) == values.Converted()


@pytest.mark.parametrize(
    "text", ["auf Anfrage", "-5", "1.2.3", "12a", "9" * 40, "1e99", "NaN", "Infinity", "١٢x", "²"]
)
def test_nonsense_is_told_and_kept(text):
    converted = values.price(text)
    assert converted.value is None
    assert converted.note == "invalid_number"
    assert not converted.whole


def test_halves_and_counts():
    assert values.count("3,5").value == Decimal("3.5")
    assert values.count("3 ½").value == Decimal("3.5")
    assert values.count("3.0 Zimmer").value == 3
    assert values.whole_number("2.0").value == 2
    assert values.whole_number("2.5").note == "invalid_number"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", 0), ("3", 3), ("-1", -1), ("EG", 0), ("2. OG", 2), ("1.0", 1), ("UG", -1)],
)
def test_floors(text, expected):
    assert values.floor(text).value == expected


def test_floor_in_words_is_told_and_kept():
    assert values.floor("Dachgeschoss").note == "invalid_number"


def test_years():
    assert values.year("1985") == values.Converted(1985)
    assert values.year("ca. 1900") == values.Converted(1900, whole=False)
    assert values.year("0").value is None
    assert values.year("unbekannt").note == "invalid_number"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-12-31", date(2024, 12, 31)),
        ("2024-12-31T10:00:00+01:00", date(2024, 12, 31)),
        ("31.12.2024", date(2024, 12, 31)),
        ("01.07.04", date(2004, 7, 1)),
        ("20241231", date(2024, 12, 31)),
        ("03-2024", date(2024, 3, 1)),
        ("0001-01-01", None),
        ("31.02.2024", None),
        ("99.99.9999", None),
    ],
)
def test_dates(text, expected):
    assert values.day(text).value == expected


def test_a_month_until_which_something_holds_means_its_last_day():
    assert values.last_day("02-2024").value == date(2024, 2, 29)


def test_markup_of_portals_becomes_plain_text():
    text = "Erste Zeile<br>Zweite&nbsp;Zeile<ul><li>Punkt</li></ul><a href='https://x.at'>mehr</a>"
    assert values.paragraphs(text).value == (
        "Erste Zeile\nZweite Zeile\n• Punkt\n\n(https://x.at) mehr"
    )
    assert values.paragraphs("Preis < 500 und 3 > 2").value == "Preis < 500 und 3 > 2"


def test_an_overlong_line_is_shortened_and_kept():
    converted = values.line("x" * 1000)
    assert len(converted.value) == values.LONGEST_LINE
    assert converted.note == "value_shortened"
    assert not converted.whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [("AUT", "AT"), ("DEU", "DE"), ("at", "AT"), ("Österreich", "AT"), ("D", "DE"), ("CHE", "CH")],
)
def test_countries(text, expected):
    assert country(text).value == expected


def test_unknown_country_and_currency_are_told():
    assert country("Atlantis").note == "unknown_value"
    assert currency("€").value == "EUR"
    assert currency("Muscheln").note == "unknown_value"
