"""The table of places: codes, coordinates, radius and names, from memory."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from base.places.atlas import COUNTRIES, SHIPPED, atlas
from base.places.entries import Entry
from base.places.filling import Filling, filling, main_place
from base.places.geometry import Point, distance_km, within_box
from base.places.names import fold
from base.places.packing import ATTRIBUTION, pack, unpack

INLAND = st.builds(Point, st.floats(45.8, 55.1), st.floats(5.9, 17.2))
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)


def test_the_table_is_small_complete_and_names_its_source():
    assert SHIPPED.stat().st_size < 1_000_000
    codes = {country: set() for country in COUNTRIES}
    for entry in atlas().entries:
        codes[entry.country].add(entry.postal_code)
    assert len(codes["AT"]) > 2_200
    assert len(codes["DE"]) > 8_000
    assert len(codes["CH"]) > 3_000
    assert len(codes["LI"]) == 13
    assert "GeoNames" in ATTRIBUTION
    assert "CC BY 4.0" in (SHIPPED.parent / "README.md").read_text()


def test_no_query_is_needed(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert atlas().at("8010", "AT")
        assert atlas().named("graz")


@pytest.mark.parametrize(
    ("code", "country", "place", "region"),
    [
        ("1020", "AT", "Wien", "Wien"),
        ("8020", "AT", "Graz", "Steiermark"),
        ("50667", "DE", "Köln", "Nordrhein-Westfalen"),
        ("90402", "DE", "Nürnberg", "Bayern"),
        ("01067", "DE", "Dresden", "Sachsen"),
        ("9490", "LI", "Vaduz", ""),
        ("9490", "", "Vaduz", ""),
        ("8001", "CH", "Zürich", "Zürich"),
        ("1200", "CH", "Genève", "Genf"),
    ],
)
def test_a_code_fills_place_and_state(code, country, place, region):
    found = filling(code, country)
    assert (found.place, found.region) == (place, region)


def test_a_code_fills_the_quarter():
    assert filling("1020", "AT").quarter == "Leopoldstadt"
    assert filling("70195", "DE").quarters == ("Botnang",)
    assert filling("70195", "DE").quarter == ""  # the rest of Stuttgart has this code as well
    lend = filling("8020", "AT")
    assert lend.quarter == ""
    assert {"Lend", "Gries", "Eggenberg"} <= set(lend.quarters)


def test_several_places_are_offered_the_likeliest_first():
    found = filling("8010", "AT")
    assert found.place == ""
    assert found.proposed == "Graz"
    assert found.places[:2] == ("Graz", "Kainbach bei Graz")
    assert "Hönigtal" in found.places
    assert filling("8010", "AT", "Hönigtal").quarters == ()
    assert main_place("8010", "CH") != "Graz"


def test_the_country_decides():
    assert main_place("8010", "AT") == "Graz"
    assert main_place("8010", "CH") == "Zürich"
    assert main_place("8010") == "Graz"
    assert filling("8010", "DE") == Filling()


@pytest.mark.parametrize("code", ["", "99999", "SW1A 1AA", "80", "٨٠١٠", "8010\0", "x" * 500])
def test_odd_codes_tell_nothing(code):
    assert not filling(code, "AT").is_known
    assert not filling(code, "IT").is_known


def test_recipients_with_a_code_of_their_own_are_left_out():
    assert atlas().at("80788", "DE") == []  # a car maker's
    firms = [e.place for e in atlas().entries if "GmbH" in e.place or e.place.endswith(" AG")]
    assert firms == []


def test_every_entry_is_whole():
    for entry in atlas().entries:
        assert entry.place
        assert entry.municipality
        assert entry.state
        assert 45.5 < entry.latitude < 55.2
        assert 5.5 < entry.longitude < 17.3


def test_an_address_means_the_entries_of_its_place():
    table = atlas()
    counties = {table.entries[n].county for n in table.located("8010", "", "", "AT")}
    assert counties == {"Stadt Graz", "Bezirk Graz-Umgebung"}
    graz = {table.entries[n].county for n in table.located("8010", "GRAZ", "", "AT")}
    assert graz == {"Stadt Graz"}
    lend = [table.entries[n].quarter for n in table.located("8020", "Graz", "lend", "AT")]
    assert lend == ["Lend"]
    odd = table.located("8010", "Anderswo", "", "AT")
    assert odd == table.located("8010", "", "", "AT")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("koeln", "Köln"),
        ("KÖLN", "Köln"),
        ("koln", "Köln"),
        ("St. Pölten", "St. Pölten"),
        ("sankt poelten", "St. Pölten"),
        ("giessen", "Gießen"),
        ("gießen", "Gießen"),
        ("leopoldst", "Leopoldstadt"),
        ("frankfurt am m", "Frankfurt am Main"),
        ("graz", "Graz"),
        ("muerzzuschlag", "Mürzzuschlag"),
    ],
)
def test_names_are_found_in_any_spelling(typed, found):
    assert atlas().named(typed)[0].name == found


def test_a_word_within_a_name_is_found_and_the_own_country_comes_first():
    assert "Kalsdorf bei Graz" in [one.name for one in atlas().named("graz")]
    assert atlas().named("baden", country="CH")[0].entry.country == "CH"
    assert atlas().named("baden", country="AT")[0].entry.country == "AT"
    assert atlas().named("  ") == []


@settings(deadline=None)
@given(TEXT)
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@settings(deadline=None)
@given(st.text("äöüßaouesnrtg -.", max_size=15))
def test_umlauts_and_their_spellings_fold_alike(name):
    written = name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    assert fold(written) == fold(name) == fold(name.upper())


@settings(deadline=None)
@given(INLAND, INLAND)
def test_distances_are_the_same_both_ways_and_obey_the_triangle(one, other):
    there = distance_km(one, other)
    assert there == pytest.approx(distance_km(other, one))
    middle = Point((one.latitude + other.latitude) / 2, (one.longitude + other.longitude) / 2)
    assert there <= distance_km(one, middle) + distance_km(middle, other) + 1e-6


def test_a_known_distance():
    vienna, graz = Point(48.2082, 16.3738), Point(47.0707, 15.4395)
    assert distance_km(vienna, graz) == pytest.approx(144.7, abs=1)


@settings(deadline=None)
@given(INLAND, st.floats(0.1, 150), INLAND)
def test_the_box_holds_the_circle(centre, km, point):
    south, north, west, east = within_box(centre, km)
    if distance_km(centre, point) <= km:
        assert south <= point.latitude <= north
        assert west <= point.longitude <= east


@settings(deadline=None)
@given(INLAND, st.floats(0.5, 60))
def test_the_radius_search_agrees_with_looking_at_every_place(centre, km):
    """Against the plain definition, on a part of the table to stay quick."""
    expected = {
        (e.country, e.postal_code)
        for e in atlas().entries[::97]
        if distance_km(centre, Point(e.latitude, e.longitude)) <= km
    }
    found = atlas().codes_within(centre, km)
    assert expected <= found
    for country, code in list(found)[:20]:
        points = [Point(e.latitude, e.longitude) for e in atlas().at(code, country)]
        assert min(distance_km(centre, point) for point in points) <= km


ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from(COUNTRIES),
        st.sampled_from(["S", "T"]),
        st.sampled_from(["", "K"]),
        st.sampled_from(["M", "Ö x"]),
        st.sampled_from(["8010", "01067"]),
        st.sampled_from(["M", "Graz"]),
        st.sampled_from(["", "Lend"]),
        st.integers(458_000, 551_000).map(lambda n: n / 10_000),
        st.integers(59_000, 172_000).map(lambda n: n / 10_000),
    )
)


@settings(deadline=None)
@given(ENTRIES)
def test_packing_keeps_every_entry(entries):
    assert list(unpack(pack(entries))) == entries
