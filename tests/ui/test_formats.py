import datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError

from base.ui import formats
from base.ui.fields import GermanDateField, GermanDecimalField, MoneyField, TagField


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (349000, "349.000 €"),
        (Decimal("1234.56"), "1.234,56 €"),
        (Decimal("1234.50"), "1.234,50 €"),
        (Decimal("0.005"), "0,01 €"),
        (Decimal("-12.30"), "-12,30 €"),
        (0, "0 €"),
        (None, ""),
    ],
)
def test_money(value, text):
    assert formats.money(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("85.50"), "85,5 m²"), (120, "120 m²"), (85.5, "85,5 m²"), (None, "")],
)
def test_area(value, text):
    assert formats.area(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0 Bytes"), (419840, "410 KB"), (1258291, "1,2 MB"), (1024**3 * 5, "5 GB")],
)
def test_filesize(value, text):
    assert formats.filesize(value) == text


@time_machine.travel("2026-11-20T23:30:00+00:00", tick=False)
def test_days_follow_the_product_time_zone():
    # 23:30 UTC is half past midnight of the next day in Vienna.
    just_now = datetime.datetime(2026, 11, 20, 23, 10, tzinfo=datetime.UTC)
    before_midnight = datetime.datetime(2026, 11, 20, 22, 50, tzinfo=datetime.UTC)
    assert formats.moment(just_now) == "heute, 00:10"
    assert formats.moment(before_midnight) == "gestern, 23:50"
    assert formats.relative_day(datetime.date(2026, 11, 19)) == "19.11.2026"
    assert formats.day(just_now) == "21.11.2026"


@time_machine.travel("2026-11-20", tick=False)
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14.03.1981", datetime.date(1981, 3, 14)),
        (" 1.2.26 ", datetime.date(2026, 2, 1)),
        ("1.2.81", datetime.date(1981, 2, 1)),
        ("2026-11-20", datetime.date(2026, 11, 20)),
        ("29.02.2024", datetime.date(2024, 2, 29)),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text, day):
    assert GermanDateField(required=False).clean(text) == day


@pytest.mark.parametrize(
    ("text", "part"),
    [("31.02.2024", "31.02.2024"), ("morgen", "TT.MM.JJJJ"), ("14.03", "TT.MM.JJJJ")],
)
def test_wrong_dates_say_what_is_wrong(text, part):
    with pytest.raises(ValidationError, match=part):
        GermanDateField().clean(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1234,5", "1234.5"),
        ("1234.56", "1234.56"),
        ("349.000", "349000"),
        ("349.000 €", "349000"),
        ("1.250.000,50", "1250000.50"),
        ("1,234.56", "1234.56"),
        ("85,5 m²", "85.5"),
        ("0.5", "0.5"),
        ("1 234", "1234"),
    ],
)
def test_numbers_as_people_write_them(text, number):
    assert GermanDecimalField().clean(text) == Decimal(number)


@pytest.mark.parametrize("text", ["zwölf", "1,2,3", "--1", "€", "NaN", "1e400", "١٢", "Infinity"])
def test_wrong_numbers_are_refused(text):
    with pytest.raises(ValidationError, match="Zahl"):
        GermanDecimalField().clean(text)


def test_an_amount_is_neither_negative_nor_finer_than_cents():
    field = MoneyField()
    for text in ("-1", "1,234.567", "1,005"):
        with pytest.raises(ValidationError):
            field.clean(text)


@pytest.mark.parametrize("value", [Decimal("1234567.5"), Decimal(12), Decimal("0.01")])
def test_what_a_number_field_shows_it_reads_again(value):
    for field in (MoneyField(), GermanDecimalField()):
        assert field.clean(field.prepare_value(value)) == value


def test_tags_lose_doubles_and_spaces():
    assert TagField().clean(" VIP, Altbau ,,vip\nHaus am  See") == ["VIP", "Altbau", "Haus am See"]
    assert TagField(required=False).clean("") == []
    with pytest.raises(ValidationError, match="zu lang"):
        TagField(max_tag_length=5).clean("Dachgeschoss")
