"""What a property has or has not: OpenImmo's flags and the codes they have here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from properties.openimmo.leaves import Leaf, Leaves
from properties.openimmo.problems import Problem, problem
from properties.openimmo.values import count, truth
from properties.openimmo.vocabulary import Table, word

# Elements that are themselves true or false.
_ELEMENTS: Mapping[str, Table] = {
    "ausstattung": {
        "wg_geeignet": "flat_share_suitable",
        "raeume_veraenderbar": "flexible_rooms",
        "kamin": "fireplace",
        "klimatisiert": "air_conditioning",
        "gartennutzung": "garden",
        "rollstuhlgerecht": "wheelchair_accessible",
        "kabel_sat_tv": "cable_tv",
        "dvbt": "dvbt",
        "umts_empfang": "mobile_reception",
        "barrierefrei": "barrier_free",
        "sauna": "sauna",
        "swimmingpool": "pool",
        "wasch_trockenraum": "laundry_room",
        "wintergarten": "conservatory",
        "dv_verkabelung": "network_cabling",
        "rampe": "ramp",
        "hebebuehne": "lifting_platform",
        "kran": "crane",
        "gastterrasse": "guest_terrace",
        "kantine_cafeteria": "canteen",
        "teekueche": "kitchenette",
        "brauereibindung": "brewery_tie",
        "sporteinrichtungen": "sports_facilities",
        "wellnessbereich": "spa",
        "telefon_ferienimmobilie": "holiday_phone",
        "abstellraum": "storage_room",
        "fahrradraum": "bicycle_room",
        "rolladen": "shutters",
        "bibliothek": "library",
        "dachboden": "attic",
        "gaestewc": "guest_toilet",
        "kabelkanaele": "cable_ducts",
        "seniorengerecht": "senior_friendly",
        "moebliert": "furnished",
        "unterkellert": "cellar",
        "fahrstuhl": "elevator",
    },
    "flaechen": {"einliegerwohnung": "granny_flat"},
    "infrastruktur": {"zulieferung": "delivery_access"},
    "versteigerung": {"zwangsversteigerung": "foreclosure"},
    "verwaltung_objekt": {
        "haustiere": "pets_allowed",
        "nichtraucher": "non_smoking",
        "denkmalgeschuetzt": "listed_building",
        "vermietet": "let",
        "als_ferien": "holiday_use",
        "gewerbliche_nutzung": "commercial_use",
        "wbs_sozialwohnung": "subsidised_housing",
        "hochhaus": "high_rise",
    },
}
# Elements whose attributes are true or false.
_ATTRIBUTES: Mapping[str, Table] = {
    "ausstattung/fahrstuhl": {"personen": "elevator", "lasten": "freight_elevator"},
    "ausstattung/bad": {
        "dusche": "shower",
        "wanne": "bathtub",
        "fenster": "bathroom_window",
        "bidet": "bidet",
        "pissoir": "urinal",
    },
    "ausstattung/kueche": {
        "ebk": "fitted_kitchen",
        "offen": "open_kitchen",
        "pantry": "pantry_kitchen",
    },
    "ausstattung/stellplatzart": {
        "garage": "garage",
        "tiefgarage": "underground_garage",
        "carport": "carport",
        "freiplatz": "parking_space",
        "parkhaus": "multi_storey_parking",
        "duplex": "duplex_parking",
    },
    "ausstattung/boden": {
        "fliesen": "floor_tiles",
        "stein": "floor_stone",
        "teppich": "floor_carpet",
        "parkett": "floor_parquet",
        "fertigparkett": "floor_engineered_parquet",
        "laminat": "floor_laminate",
        "dielen": "floor_boards",
        "kunststoff": "floor_plastic",
        "estrich": "floor_screed",
        "doppelboden": "raised_floor",
        "linoleum": "floor_linoleum",
        "marmor": "floor_marble",
        "terrakotta": "floor_terracotta",
        "granit": "floor_granite",
    },
    "ausstattung/ausricht_balkon_terrasse": {
        "nord": "faces_north",
        "ost": "faces_east",
        "sued": "faces_south",
        "west": "faces_west",
        "nordost": "faces_north_east",
        "nordwest": "faces_north_west",
        "suedost": "faces_south_east",
        "suedwest": "faces_south_west",
    },
    "ausstattung/sicherheitstechnik": {
        "alarmanlage": "alarm_system",
        "kamera": "camera",
        "polizeiruf": "police_call",
    },
    "ausstattung/serviceleistungen": {
        "betreutes_wohnen": "assisted_living",
        "catering": "catering",
        "reinigung": "cleaning",
        "einkauf": "shopping_service",
        "wachdienst": "security_service",
    },
    "ausstattung/energietyp": {
        "passivhaus": "passive_house",
        "niedrigenergie": "low_energy",
        "neubaustandard": "new_build_standard",
        "kfw40": "kfw40",
        "kfw55": "kfw55",
        "kfw60": "kfw60",
        "kfw70": "kfw70",
        "minergiebauweise": "minergie",
        "minergie_zertifiziert": "minergie_certified",
    },
    "ausstattung/angeschl_gastronomie": {
        "hotelrestaurant": "hotel_restaurant",
        "bar": "attached_bar",
    },
}
# Numbers above zero.
_COUNTS: Table = {
    "flaechen/anzahl_balkone": "balcony",
    "flaechen/anzahl_terrassen": "terrace",
    "flaechen/anzahl_logia": "loggia",
    "flaechen/gartenflaeche": "garden",
    "flaechen/kellerflaeche": "cellar",
    "preise/stp_garage/@anzahl": "garage",
    "preise/stp_tiefgarage/@anzahl": "underground_garage",
    "preise/stp_carport/@anzahl": "carport",
    "preise/stp_freiplatz/@anzahl": "parking_space",
    "preise/stp_duplex/@anzahl": "duplex_parking",
    "preise/stp_parkhaus/@anzahl": "multi_storey_parking",
}
# Words; a code after "!" is explicitly not there.
_WORDS: Mapping[str, Table] = {
    "ausstattung/moebliert/@moeb": {"VOLL": "furnished", "TEIL": "partly_furnished"},
    "ausstattung/unterkellert/@keller": {
        "JA": "cellar",
        "TEIL": "partial_cellar",
        "NEIN": "!cellar",
    },
    "infrastruktur/ausblick/@blick": {
        "FERNE": "distant_view",
        "SEE": "lake_view",
        "BERGE": "mountain_view",
        "MEER": "sea_view",
    },
}

HEATING: Table = {
    "ofen": "stove",
    "etage": "apartment_heating",
    "zentral": "central",
    "fern": "district",
    "fussboden": "underfloor",
}
ENERGY_CARRIERS: Table = {
    "oel": "oil",
    "gas": "gas",
    "elektro": "electricity",
    "alternativ": "alternative",
    "solar": "solar",
    "erdwaerme": "geothermal",
    "luftwp": "air_heat_pump",
    "fern": "district_heating",
    "block": "combined_heat_and_power",
    "wasser_elektro": "water_electric",
    "pellet": "pellets",
    "kohle": "coal",
    "holz": "wood",
    "fluessiggas": "liquid_gas",
}


@dataclass(frozen=True)
class Flags:
    """Codes said to be there and said not to be."""

    present: frozenset[str]
    absent: frozenset[str]
    problems: tuple[Problem, ...] = ()


def read_features(leaves: Leaves) -> Flags:
    """Every feature the document affirms or denies; an affirmation outweighs a denial."""
    flags = [*_switches(leaves, _ELEMENTS, "/"), *_switches(leaves, _ATTRIBUTES, "/@")]
    present = {code for code, yes in flags if yes} | set(_counted(leaves))
    absent = {code for code, yes in flags if not yes}
    problems: list[Problem] = []
    for path, table in _WORDS.items():
        code = _worded(leaves, path, table, problems)
        (absent if code.startswith("!") else present).add(code.removeprefix("!"))
    present.discard("")
    return Flags(frozenset(present), frozenset(absent - present), tuple(problems))


def read_flags(leaves: Leaves, element: str, table: Table) -> frozenset[str]:
    """The codes of `table` whose attributes on `element` are true."""
    return frozenset(code for code, yes in _switches(leaves, {element: table}, "/@") if yes)


def _switches(
    leaves: Leaves, tables: Mapping[str, Table], joint: str
) -> Iterator[tuple[str, bool]]:
    for element, table in tables.items():
        for name, code in table.items():
            leaf = leaves.get(f"{element}{joint}{name}")
            if leaf and (yes := _switch(leaves, leaf)) is not None:
                yield code, yes


def _switch(leaves: Leaves, leaf: Leaf) -> bool | None:
    converted = truth(leaf.text)
    if converted.whole:
        leaves.use(leaf)
    value: bool | None = converted.value
    return value


def _counted(leaves: Leaves) -> Iterator[str]:
    """Codes of which there is at least one. The number itself stays among what is kept."""
    for path, code in _COUNTS.items():
        leaf = leaves.get(path)
        if leaf and count(leaf.text).value is not None:
            yield code


def _worded(leaves: Leaves, path: str, table: Table, problems: list[Problem]) -> str:
    leaf = leaves.get(path)
    if leaf is None:
        return ""
    code = table.get(word(leaf.text))
    if code is None:
        problems.append(problem("unknown_value", value=leaf.text.strip(), path=leaf.path))
        return ""
    leaves.use(leaf)
    return code
