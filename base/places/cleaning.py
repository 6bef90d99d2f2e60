"""From GeoNames' rows to clean entries: German names, quarters apart, no firms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from base.places.entries import Entry
from base.places.geonames import PlaceRow
from base.places.germany import german_entries

COUNTRIES = ("AT", "DE", "CH", "LI")
_AUSTRIAN_QUARTER = re.compile(r"[^,]+, ?\d+\.Bez\.:(.+)|Wien, (.+)")
_SWISS_CANTONS = {
    "Canton de Berne": "Bern",
    "Canton de Fribourg": "Freiburg",
    "Canton de Vaud": "Waadt",
    "Canton du Valais": "Wallis",
    "Genève": "Genf",
    "Neuchâtel": "Neuenburg",
    "Ticino": "Tessin",
}
_SWISS_DISTRICTS = {
    "Lake District": "Seebezirk",
    "Lucerne-Land District": "Wahlkreis Luzern-Land",
    "Lucerne-Stadt District": "Wahlkreis Luzern-Stadt",
    "Jura bernois": "Berner Jura",
}
_SWISS_MAIL = re.compile(r"\d|Post|Zustell|Dist\b|Scanning|UBS|Credit|SBB|Swisscom| AG\b|\bSPI\b")


def clean(rows: Iterable[PlaceRow]) -> list[Entry]:
    """The entries of AT, DE, CH and LI in order of their levels, from the country down."""
    rows = [row for row in rows if row.country in COUNTRIES]
    german = [row for row in rows if row.country == "DE"]
    entries = [*german_entries(german), *_others(rows)]
    once = {entry[:7]: entry for entry in reversed(entries)}
    return sorted(once.values(), key=_in_order)


def _in_order(entry: Entry) -> tuple[int, tuple[str, ...], str, str, str]:
    """What lies together stands together, quarters of a city included."""
    levels = COUNTRIES.index(entry.country), entry[1:4]
    return *levels, entry.quarter, entry.postal_code, entry.place


def _others(rows: Iterable[PlaceRow]) -> Iterator[Entry]:
    for row in rows:
        if row.country == "AT":
            yield _austrian(row)
        elif row.country == "CH" and (entry := _swiss(row)):
            yield entry
        elif row.country == "LI":
            yield _entry(row, "Liechtenstein", "", place := row.place.removesuffix(" FL"), place)


def _austrian(row: PlaceRow) -> Entry:
    found = _AUSTRIAN_QUARTER.fullmatch(row.place)
    municipality = row.community.split(" / ")[0]
    if municipality.startswith("Gemeindebezirk "):
        municipality = "Wien"
    county = _austrian_county(row.province)
    if found:
        quarter = found[1] or found[2]
        return _entry(row, row.state, county, municipality, municipality, quarter)
    return _entry(row, row.state, county, municipality, row.place.split(" / ")[0])


def _austrian_county(name: str) -> str:
    """»Politischer Bezirk Liezen« → »Bezirk Liezen«, »Graz Stadt« → »Stadt Graz«."""
    bare = name.removeprefix("Politischer Bezirk ")
    if city := re.fullmatch(r"(.+) \(?Stadt\)?", bare):
        return f"Stadt {city[1]}"
    bare = re.sub(r" Land$", "-Land", bare)
    is_district = bare != name or re.search(r"-(Umgebung|Land)$", bare)
    return f"Bezirk {bare}" if is_district else f"Stadt {bare}"


def _swiss(row: PlaceRow) -> Entry | None:
    place = re.sub(r" \d+$", "", row.place)
    if _SWISS_MAIL.search(place):
        return None
    state = _SWISS_CANTONS.get(row.state, row.state.removeprefix("Kanton "))
    county = _SWISS_DISTRICTS.get(row.province, row.province)
    county = re.sub(r"^(.+) District$", r"Bezirk \1", county)
    if not re.match(r"(Bezirk|Wahlkreis|Region|See|Berner) ?", county):
        county = ""
    return _entry(row, state, county, row.community or place, place)


def _entry(
    row: PlaceRow, state: str, county: str, municipality: str, place: str, quarter: str = ""
) -> Entry:
    return Entry(
        row.country,
        state,
        county,
        municipality,
        row.postal_code,
        place,
        quarter,
        row.latitude,
        row.longitude,
    )
