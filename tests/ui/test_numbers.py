"""Numbers are read as they are meant, in the notation of the page, or refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from base.ui import formats
from base.ui.fields import GermanDecimalField, MoneyField, WholeNumberField

# What only one of the notations can mean is the same on every page.
PLAIN = {
    "489.000,--": 489000,
    "489.000,–": 489000,
    "489.000,-": 489000,
    "€ 489.000,00": 489000,
    "489'000": 489000,
    "489’000.50": "489000.50",
    "489.000,50": "489000.50",
    "489,000.50": "489000.50",
    "489 000,50": "489000.50",
    "489 000": 489000,
    "1.234.567": 1234567,
    "1,234,567": 1234567,
    "1,2 Mio. €": 1200000,
    "489 T€": 489000,
    "489k": 489000,
    "2 ½": "2.5",
    "EUR 1.500,-- netto": 1500,
    "ca. 80 m²": 80,
    "120qm": 120,
    "3,5": "3.5",
    "3.5": "3.5",
    "0.500": "0.5",
    "0,500": "0.5",
    "５００": 500,
    "~ 85": 85,
}
GERMAN = {"489.000": 489000, "VB 489.000 EUR": 489000, "1,250": "1.25", "489.000 € VB": 489000}
ENGLISH = {"489,000": 489000, "VB 489,000 EUR": 489000, "1.250": "1.25", "$489,000": 489000}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [(language, *item) for language in ("de", "en") for item in PLAIN.items()]
    + [("de", *item) for item in GERMAN.items()]
    + [("en", *item) for item in ENGLISH.items()],
)
def test_numbers_are_read_as_they_are_meant(language, text, number):
    with translation.override(language):
        assert GermanDecimalField().clean(text) == Decimal(str(number))


@pytest.mark.parametrize(
    "text",
    [
        "12 34",
        "500 bis 600",
        "350.000 - 400.000",
        "1.23,4",
        "3 4 Zimmer",
        "5 m2 3",
        "1.234,5,6",
        "auf Anfrage",
        "489.000,--,--",
        "4 89",
        "1.2.3",
        "--",
        ",",
        ".",
        "€ VB",
        "²",
        "\x00",
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_no_one_number_is_refused(language, text):
    with translation.override(language), pytest.raises(ValidationError):
        GermanDecimalField().clean(text)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("value", ["349000", "1234.5", "1234567.89", "0.5", "1000", "12.345"])
def test_what_a_page_shows_it_reads_again(language, value):
    with translation.override(language):
        for field in (GermanDecimalField(), MoneyField(decimal_places=3)):
            assert field.clean(field.prepare_value(Decimal(value))) == pytest.approx(
                Decimal(value), abs=Decimal("0.01")
            )


def test_english_pages_write_english_numbers():
    with translation.override("en"):
        assert formats.money(Decimal("1234567.5")) == "1,234,567.50 €"
        assert formats.area(Decimal("85.5")) == "85.5 m²"
        assert formats.filesize(1258291) == "1.2 MB"


@pytest.mark.parametrize(
    ("text", "number"), [("1.500", 1500), ("12", 12), ("2,0", 2), ("3 Zimmer", 3), ("-1", -1)]
)
def test_whole_numbers(text, number):
    assert WholeNumberField().clean(text) == number


@pytest.mark.parametrize("text", ["2,5", "EG", "x"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValidationError, match="ganze Zahl"):
        WholeNumberField().clean(text)


def test_years_and_degrees_have_no_thousands():
    assert GermanDecimalField(grouped=False).clean("47.070") == Decimal("47.070")
    with pytest.raises(ValidationError):
        WholeNumberField(grouped=False).clean("2.015")
