"""Rows of the portfolio: what somebody typed stays text, and what is unknown is a dash."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from properties.choices import MarketingType
from properties.listing.drawn_rows import FIELDS, draw_rows
from properties.models import Property, PropertyImage


def row(cover=None, **values):
    one = Property(pk=7, updated_at=timezone.now(), **values)
    one.cover_images = [cover] if cover else []
    return draw_rows([one])[0]


def cells(drawn):
    """The texts of the cells after the name, by the labels they have on a phone."""
    return dict(re.findall(r'<td[^>]* data-label="([^"]+)">(.*?)</td>', drawn))


def test_what_was_typed_is_escaped():
    typed = "<b>&\"'"
    drawn = row(title=typed, object_number=typed, postal_code=typed, currency="<i>", price=1)
    assert drawn.count("&lt;b&gt;&amp;&quot;&#x27;") == 3
    assert "1 &lt;i&gt;" in drawn
    assert "<b>" not in drawn
    assert "<i>" not in drawn


def test_codes_that_no_list_knows_are_escaped_as_well():
    drawn = row(title="A", object_type="<hut>", marketing_type="<swap>")
    assert "&lt;hut&gt; · &lt;swap&gt;" in drawn


def test_what_is_unknown_is_a_dash():
    told = cells(row())
    assert {told[name] for name in ("Nummer", "Preis", "Fläche", "Zimmer", "Ort")} == {"–"}
    assert "Vorbereitung" in told["Status"]
    assert told["Geändert"] == "heute"


def test_nothing_is_a_number_as_well():
    told = cells(row(rooms=Decimal(0), living_area=Decimal(0), price=Decimal(0)))
    assert (told["Zimmer"], told["Fläche"], told["Preis"]) == ("0", "0 m²", "0 €")


def test_without_a_title_picture_there_is_a_house():
    assert "thumb-empty" in row(title="A")
    drawn = row(title="A", cover=PropertyImage(pk=9))
    assert 'src="/immobilien/7/bilder/9/klein/"' in drawn
    assert "thumb-empty" not in drawn


@pytest.mark.parametrize("language", ["de", "en"])
def test_kind_and_state_are_in_the_language_of_the_page(language):
    with translation.override(language):
        drawn = row(title="A", object_type="house", marketing_type="buy", status="reserved")
    kind, state = {"de": ("Haus · Kauf", "Reserviert"), "en": ("House · Purchase", "Reserved")}[
        language
    ]
    assert kind in drawn
    assert f'<span class="badge badge-warn">{state}</span>' in drawn


@pytest.mark.django_db
@pytest.mark.parametrize("marketing", MarketingType.values)
def test_a_row_is_drawn_from_its_columns_alone(agency, marketing, django_assert_num_queries):
    """Also where the title is made of what is known: nothing is read once more for each row."""
    for values in ({}, {"price": 1}, {"rent": 1}, {"rent_total": 1}):
        Property.objects.create(agency=agency, marketing_type=marketing, rooms=3, **values)
    rows = Property.objects.only(*FIELDS).with_cover()
    with django_assert_num_queries(2):
        assert len(draw_rows(rows)) == 4
