"""German rows: counties under one name, quarters apart, large-volume recipients out.

GeoNames' German file holds firms and offices that have a postal code of their own, without
saying so. What they have in common: many carry the state's English name; and where a county is
spelt in two ways, they stand under one of the two. What is left is told by words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from base.places.entries import Entry
from base.places.geonames import PlaceRow

_ENGLISH_STATES = {
    "Bavaria": "Bayern",
    "Lower Saxony": "Niedersachsen",
    "Saxony": "Sachsen",
    "Mecklenburg-Western Pomerania": "Mecklenburg-Vorpommern",
    "Thuringia": "Thüringen",
    "Saxony-Anhalt": "Sachsen-Anhalt",
    "Land Berlin": "Berlin",
    "": "",
}
_FIRM = re.compile(
    r"""\b(g?GmbH|GMBH|mbH|AG|KG|OHG|oHG|GbR|SE|SA|e\. ?V|eV|eG|KGaA|Co|Inc|Ltd|[Bb]\.?[Vv]|PLC
    |UG|ZA|Abt|Dr|Prof|RAe|Gebr|Fa|Amt|Bau|Druck|Bank|Kirche|Schule|Center|Service|Magistrat|Haus
    |Landrat|Weingut|Hospital|Caritas|Diakonie|Handel|Gruppe|Group|Lotto|Jobcenter|Shop)\b
    |[&@"+]|[A-ZÄÖÜ]{3}|\d|Ã|^[a-zäöü]|\bu\.
    |Deutsche|Deutscher|Telekom|Postbank|\bPost\b|Logisti|Justiz|Bundes|Landes(?!berg)|Pharma
    |^Stadt[ ](?!Wehlen)|^Gemeinde[ ]|^Kreis[ ]|Spark|International|Rundfunk|Museum|Akademie|Möbel
    |(?i:bank\b|banken|versicher|agentur|gericht\b|verwaltung|universit|hochschule|klinik|zeitung
    |krankenh|krankenk|zentrum|zentrale|verlag|minister|polizei|anwalt|regierung|kasse\b|versand
    |gesellschaft|institut|verband|fabrik|behörde|stiftung|direktion|niederlassung|[rt][sk]kammer\b|ärztekammer|handels
    |systeme?\b|schule\b|verein\b|werke\b|druckerei|ärztliche|annahmestelle|[a-zäöü]stelle\b|technik\b)
    |(?<=[a-zäöü])amt\b|\bNovartis|\bMiele|[bB]üro\b|hospital\b|[Gg]enossenschaft|Werbe(?!n\b)
    |[Pp]flege\b|[ ]Eisele|Wernicke|Heimversorgung|akademie\b|Arzneimittel|Grenzschutz
    |Kreisausschu|Leipziger$|Netcare|Zeiss|^Owema|[a-z]er[ ]Kreis$|StädteRegion|Print\b
    |Südbund|Hobein|Schulte-Ufer|Bockwoldt""",
    re.VERBOSE,
)
_NO_FIRM = frozenset({"Amt Wachsenburg", "Amt Neuhaus", "Amt Creuzburg"})
_CITY = re.compile(r"(?:Kreisfreie Stadt|Stadtkreis|Landeshauptstadt) (.+)|(.+?), .*[sS]tadt")
_COUNTY = re.compile(r"(?:Landkreis|Kreis) (.+)")
_SAME = {
    "Nuremberg": "Nürnberg",
    "Weiden i.d.OPf.": "Weiden in der Oberpfalz",
    "Wunsiedel i.Fichtelgebirge": "Wunsiedel im Fichtelgebirge",
    "Kempten (Allgäu)": "Kempten",
    "Oldenburg (Oldenburg)": "Oldenburg",
    "Sächsische Schweiz": "Sächsische Schweiz-Osterzgebirge",
}
_CITIES = frozenset({"Nürnberg", "Dessau-Roßlau"})
_GENERIC = frozenset(
    "Bad Groß Klein Alt Neu Hohen Sankt St. Ober Nieder Unter Am Dorf Flecken Kirch Deutsch Lütt "
    "Wendisch Burg Forst Hinter Vorder Königs Ostseebad Nordseebad Heilbad Kur".split()
)
# A spelling under which more rows than this are firms is theirs; a city's quarters are then told
# by beginning with its name.
_THEIRS, _MIXED = 0.5, 0.03


def german_entries(rows: Iterable[PlaceRow]) -> Iterator[Entry]:
    """The entries of Germany's places."""
    rows = list(rows)
    real = _without_firms([row for row in rows if row.state not in _ENGLISH_STATES])
    counties = _Counties.of(rows, real)
    split = _split_names(real, counties)
    for row in real:
        place, quarter = split[row.state, row.community, row.place]
        yield Entry(
            "DE",
            row.state,
            counties.label(row),
            place,
            row.postal_code,
            place,
            quarter,
            row.latitude,
            row.longitude,
        )


def _without_firms(rows: list[PlaceRow]) -> list[PlaceRow]:
    forms: dict[tuple[str, str], list[PlaceRow]] = defaultdict(list)
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        forms[row.state, row.community].append(row)
        spellings[row.state, _named(row.community)[0]].add(row.community)
    kept = []
    for (state, community), members in forms.items():
        is_only = len(spellings[state, _named(community)[0]]) == 1
        places = [row for row in members if not _is_firm(row.place)]
        share = 1 - len(places) / len(members)
        city = _CITY.fullmatch(community)
        if city and share > _MIXED:
            start = _start(city[1] or city[2])
            kept += [row for row in places if row.place.startswith(start)]
        elif is_only or share <= _THEIRS:
            kept += places
    return kept


def _is_firm(name: str) -> bool:
    return name not in _NO_FIRM and _FIRM.search(name) is not None


@dataclass(frozen=True)
class _Counties:
    """Which names of counties are cities on their own (kreisfrei), by state."""

    cities: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, rows: Iterable[PlaceRow], real: Iterable[PlaceRow]) -> _Counties:
        """Told by a spelling, or by nothing but the city itself standing under the name."""
        cities = set()
        for row in rows:
            name, is_city = _named(row.community)
            if is_city or name in _CITIES:
                cities.add((_ENGLISH_STATES.get(row.state, row.state), name))
        bare: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in real:
            name, is_city = _named(row.community)
            if is_city is None:
                bare[row.state, name].append(row.place)
        for (state, name), places in bare.items():
            if all(place.startswith(_start(name)) for place in places):
                cities.add((state, name))
        return cls(frozenset(cities))

    def label(self, row: PlaceRow) -> str:
        """»Landkreis Rosenheim«, »Kreis Lippe«, »Stadt München«, »Ostalbkreis«."""
        name, is_city = _named(row.community)
        if is_city is None and (row.state, name) in self.cities:
            is_city = name in _CITIES or row.place.startswith(_start(name))
        if is_city:
            return f"Stadt {name}"
        if re.search(r"[Kk]reis|^Region|^Städteregion", name):
            return name
        is_north_west = row.state in ("Nordrhein-Westfalen", "Schleswig-Holstein")
        return f"Kreis {name}" if is_north_west else f"Landkreis {name}"


def _start(name: str) -> str:
    """What the places of a city begin with: »Offenbach am Main« stands as »Offenbach« as well."""
    return name.split()[0]


def _named(community: str) -> tuple[str, bool | None]:
    """The bare name, and whether it is a city's; None where the spelling does not tell."""
    if city := _CITY.fullmatch(community):
        name = city[1] or city[2]
        return _SAME.get(name, name), True
    if county := _COUNTY.fullmatch(community):
        return _SAME.get(county[1], county[1]), False
    return _SAME.get(community, community), None


def _split_names(
    rows: list[PlaceRow], counties: _Counties
) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Place and quarter of each name: »Hamburg Ottensen« → Hamburg, Ottensen."""
    plain: dict[tuple[str, str], set[str]] = defaultdict(set)
    together: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        plain[row.state, counties.label(row)].add(row.place)
        together[row.state, row.postal_code].add(row.place)
    return {
        (row.state, row.community, row.place): _split(
            row.place,
            plain[row.state, counties.label(row)],
            together[row.state, row.postal_code],
        )
        for row in rows
    }


def _split(name: str, plain: set[str], together: set[str]) -> tuple[str, str]:
    words = name.split(" ")
    for count in range(len(words) - 1, 0, -1):
        place, rest = " ".join(words[:count]), " ".join(words[count:])
        if not rest[0].isupper():
            continue
        if place in plain or place.endswith(")") or place == rest:
            return place, _quarter(place, rest)
    for count in range(1, len(words)):
        place, rest = " ".join(words[:count]), " ".join(words[count:])
        if not (rest[0].isupper() and words[count - 1][0].isupper()) or place in _GENERIC:
            continue
        if _is_shared(place, together):
            return place, _quarter(place, rest)
    return name, ""


def _is_shared(place: str, names: set[str]) -> bool:
    """Whether several names under one code begin so and go on differently."""
    rests = {name[len(place) + 1 :].split(" ")[0] for name in names if name.startswith(f"{place} ")}
    return len(rests) > 1


def _quarter(place: str, rest: str) -> str:
    last = rest.split(", ")[-1]
    bare = last.removeprefix(f"{place}-")
    return "" if bare == place else bare
