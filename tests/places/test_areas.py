"""Areas in words: states, counties, municipalities, Vienna's districts, circles."""

import pytest

from base.places.areas import (
    LONGEST,
    Area,
    Circle,
    Level,
    area,
    codes_in,
    gazetteer,
)
from base.places.atlas import atlas
from base.places.geometry import Point, distance_km


def areas(level, country):
    found = gazetteer().by_key.values()
    return [one for one in found if one.level == level and one.entry.country == country]


def test_the_states_of_austria_and_germany():
    assert len(areas(Level.STATE, "AT")) == 9
    assert len(areas(Level.STATE, "DE")) == 16
    assert len(areas(Level.STATE, "CH")) == 26


def test_the_districts_and_counties():
    assert len(areas(Level.COUNTY, "AT")) == 94
    counties = {one.words for one in areas(Level.COUNTY, "DE")}
    assert 395 <= len(counties) <= 401
    assert {
        "Landkreis Rosenheim",
        "Stadt Rosenheim",
        "Stadt München",
        "Landkreis München",
        "Region Hannover",
        "Kreis Lippe",
        "Ostalbkreis",
        "Städteregion Aachen",
    } <= counties


def test_the_23_districts_of_vienna():
    districts = {one.words: one for one in areas(Level.DISTRICT, "AT")}
    assert len(districts) == 23
    second = districts["Wien 2. Bezirk (Leopoldstadt)"]
    assert codes_in(second) == {("AT", "1020")}
    assert ("AT", "1220") in codes_in(districts["Wien 22. Bezirk (Donaustadt)"])


def test_the_words_of_an_area_are_its_identity():
    found = gazetteer().by_key.values()
    assert max(len(one.words) for one in found) <= LONGEST
    assert not [one.words for one in found if "," in one.words]
    strange = [one.words for one in found if area(one.words) is not one]
    assert len(strange) <= 5, strange


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("bezirk liezen", "Bezirk Liezen"),
        ("Bezirk Graz Umgebung", "Bezirk Graz-Umgebung"),
        ("bundesland kaernten", "Bundesland Kärnten"),
        ("Kanton Zürich", "Kanton Zürich"),
        ("10 km um 8010 Graz", "10 km um 8010 Graz"),
        ("10km um 8010", "10 km um 8010 Graz"),
        ("8010 + 10 km", "10 km um 8010 Graz"),
        ("20 km um 8010 Zürich", "20 km um 8010 Zürich"),
        ("Bezirk Baden (Aargau)", "Bezirk Baden (Aargau)"),
    ],
)
def test_areas_are_read_in_any_spelling(typed, words):
    assert area(typed).words == words
    assert area(words).words == words


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Graz",
        "8010",
        "80*",
        "Bezirk Nirgends",
        "0 km um 8010",
        "101 km um 8010",
        "10 km um 9999",
        "10 km um 8010 Anderswo\n",
        "km",
        "10 km um",
        "Bezirk Baden",
    ],
)
def test_other_words_are_no_area(typed):
    assert area(typed) is None or isinstance(area(typed), Circle)
    if "Anderswo" not in typed:
        assert area(typed) is None


def test_equal_names_are_told_apart():
    aargau, lower_austria = area("Bezirk Baden (Aargau)"), area("Bezirk Baden (Niederösterreich)")
    assert aargau.entry.country == "CH"
    assert lower_austria.entry.country == "AT"
    assert lower_austria.where == "Niederösterreich"


def test_an_area_holds_what_lies_in_it_and_nothing_else():
    for number, entry in list(enumerate(atlas().entries))[::53]:
        mine = gazetteer().areas_of(number)
        assert all(one.holds(number) for one in mine)
        assert {one.level for one in mine} >= {Level.STATE}
        county = area(entry.county) if entry.county else None
        if isinstance(county, Area) and county.entry.state == entry.state:
            assert county.holds(number)


def test_a_city_that_is_a_county_is_listed_once():
    assert area("Gemeinde Graz") is None
    assert isinstance(area("Stadt Graz"), Area)
    assert isinstance(area("Gemeinde Kainbach bei Graz"), Area)


def test_a_circle_holds_what_is_near():
    circle = area("15 km um 8010 Graz")
    assert isinstance(circle, Circle)
    assert ("AT", "8020") in codes_in(circle)
    assert ("AT", "1010") not in codes_in(circle)
    assert circle.holds(circle.centre)
    far = Point(circle.centre.latitude + 0.2, circle.centre.longitude)
    assert distance_km(circle.centre, far) > 15
    assert not circle.holds(far)
