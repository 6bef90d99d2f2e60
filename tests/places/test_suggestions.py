"""What is suggested while an area is typed."""

import pytest

from base.places.areas import area
from base.places.suggestions import is_known, suggest


def words(text, country="AT"):
    return [one.words for one in suggest(text, country=country)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("liez", "Bezirk Liezen"),
        ("steierm", "Bundesland Steiermark"),
        ("leopoldst", "Wien 2. Bezirk (Leopoldstadt)"),
        ("wien 2", "Wien 2. Bezirk (Leopoldstadt)"),
        ("1020", "Wien 2. Bezirk (Leopoldstadt)"),
        ("8010", "10 km um 8010 Graz"),
        ("801", "801*"),
        ("graz", "10 km um 8010 Graz"),
        ("wien", "10 km um 1010 Wien"),
        ("wie", "Bundesland Wien"),
        ("graz-um", "Bezirk Graz-Umgebung"),
        ("rosenh", "Landkreis Rosenheim"),
        ("muenchen", "Stadt München"),
        ("25 km um graz", "25 km um 8010 Graz"),
        ("5 km 8010", "5 km um 8010 Graz"),
    ],
)
def test_what_is_meant_is_among_the_first(typed, expected):
    assert expected in words(typed)


def test_the_own_country_comes_first():
    assert words("bezirk baden")[0] == "Bezirk Baden (Niederösterreich)"
    assert words("bezirk baden", "CH")[0] == "Bezirk Baden (Aargau)"


@pytest.mark.parametrize("typed", ["", "x", "!!", "qqqqq", "999 km um graz", "0 km um graz", "km"])
def test_nothing_is_suggested_for_nothing(typed):
    assert words(typed) == []


@pytest.mark.parametrize("typed", ["graz", "wien", "8010", "baden", "10 km um linz"])
def test_suggested_areas_are_read_as_what_they_are(typed):
    for one in words(typed):
        found = area(one)
        assert found is None or found.words == one


def test_the_input_gets_options(agent_client):
    response = agent_client.get("/orte/gebiete/", {"places-typed": "liez"}, HTTP_HX_REQUEST="true")
    assert 'data-tag-add="Bezirk Liezen"' in response.content.decode()


def test_without_htmx_it_is_the_page_to_look_up(agent_client):
    assert "<h1>" in agent_client.get("/orte/gebiete/", {"places-typed": "liez"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Graz", True),
        ("graz", True),
        ("Bezirk Liezen", True),
        ("10 km um 8010 Graz", True),
        ("8010", True),
        ("80*", True),
        ("80", True),
        ("9999", False),
        ("Gra", False),
        ("z", False),
        ("Grazz", False),
        ("", False),
    ],
)
def test_what_the_tables_do_not_know_is_told(typed, expected):
    assert is_known(typed) is expected
