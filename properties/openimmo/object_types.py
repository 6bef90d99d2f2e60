"""OpenImmo's kinds of property and the codes they have here."""

from collections.abc import Mapping
from dataclasses import dataclass

from properties.openimmo.leaves import Leaves
from properties.openimmo.problems import Problem, problem
from properties.openimmo.vocabulary import Table, word


@dataclass(frozen=True)
class ObjectTypeRule:
    """A kind of property: its code, the attribute that refines it, and the refinements."""

    code: str
    attribute: str
    subtypes: Table


@dataclass(frozen=True)
class ObjectType:
    """What a document says a property is; `original` in its own words."""

    code: str = ""
    subtype: str = ""
    original: str = ""


KINDS: Mapping[str, ObjectTypeRule] = {
    "zimmer": ObjectTypeRule("room", "zimmertyp", {"ZIMMER": "room"}),
    "wohnung": ObjectTypeRule(
        "apartment",
        "wohnungtyp",
        {
            "DACHGESCHOSS": "attic",
            "MAISONETTE": "maisonette",
            "LOFT_STUDIO_ATELIER": "loft",
            "PENTHOUSE": "penthouse",
            "TERRASSEN": "terraced",
            "ETAGE": "upper_floor",
            "ERDGESCHOSS": "ground_floor",
            "SOUTERRAIN": "basement",
            "APARTMENT": "studio",
            "FERIENWOHNUNG": "holiday",
            "GALERIE": "gallery",
            "ROHDACHBODEN": "unfinished_attic",
            "ATTIKAWOHNUNG": "attica",
            "KEINE_ANGABE": "",
        },
    ),
    "haus": ObjectTypeRule(
        "house",
        "haustyp",
        {
            "REIHENHAUS": "terraced",
            "REIHENEND": "end_terrace",
            "REIHENMITTEL": "mid_terrace",
            "REIHENECK": "corner_terrace",
            "DOPPELHAUSHAELFTE": "semi_detached",
            "EINFAMILIENHAUS": "detached",
            "STADTHAUS": "town_house",
            "BUNGALOW": "bungalow",
            "VILLA": "villa",
            "RESTHOF": "former_farm",
            "BAUERNHAUS": "farmhouse",
            "LANDHAUS": "country_house",
            "SCHLOSS": "palace",
            "ZWEIFAMILIENHAUS": "two_family",
            "MEHRFAMILIENHAUS": "multi_family",
            "FERIENHAUS": "holiday",
            "BERGHUETTE": "mountain_hut",
            "CHALET": "chalet",
            "STRANDHAUS": "beach_house",
            "LAUBE_DATSCHE_GARTENHAUS": "garden_house",
            "APARTMENTHAUS": "apartment_building",
            "BURG": "castle",
            "HERRENHAUS": "manor",
            "FINCA": "finca",
            "RUSTICO": "rustico",
            "FERTIGHAUS": "prefabricated",
            "KEINE_ANGABE": "",
            # Kinds of house until 1.2.2, investments since
            "KRANKENHAUS": "hospital",
            "PFLEGEHEIM": "nursing_home",
            "SANATORIUM": "sanatorium",
            "SENIORENHEIM": "retirement_home",
            "BETREUTES_WOHNEN": "assisted_living",
        },
    ),
    "grundstueck": ObjectTypeRule(
        "land",
        "grundst_typ",
        {
            "WOHNEN": "residential",
            "GEWERBE": "commercial",
            "INDUSTRIE": "industrial",
            "LAND_FORSTWIRSCHAFT": "agricultural",  # the standard's own spelling
            "LAND_FORSTWIRTSCHAFT": "agricultural",
            "FREIZEIT": "leisure",
            "GEMISCHT": "mixed",
            "GEWERBEPARK": "business_park",
            "SONDERNUTZUNG": "special_use",
            "SEELIEGENSCHAFT": "lakeside",
        },
    ),
    "buero_praxen": ObjectTypeRule(
        "office",
        "buero_typ",
        {
            "BUEROFLAECHE": "office_space",
            "BUEROHAUS": "office_building",
            "BUEROZENTRUM": "office_centre",
            "LOFT_ATELIER": "loft",
            "PRAXIS": "practice",
            "PRAXISFLAECHE": "practice_space",
            "PRAXISHAUS": "practice_building",
            "AUSSTELLUNGSFLAECHE": "exhibition_space",
            "COWORKING": "coworking",
            "SHARED_OFFICE": "shared_office",
        },
    ),
    "einzelhandel": ObjectTypeRule(
        "retail",
        "handel_typ",
        {
            "LADENLOKAL": "shop",
            "EINZELHANDELSLADEN": "retail_shop",
            "VERBRAUCHERMARKT": "supermarket",
            "EINKAUFSZENTRUM": "shopping_centre",
            "KAUFHAUS": "department_store",
            "FACTORY_OUTLET": "factory_outlet",
            "KIOSK": "kiosk",
            "VERKAUFSFLAECHE": "sales_area",
            "AUSSTELLUNGSFLAECHE": "exhibition_space",
        },
    ),
    "gastgewerbe": ObjectTypeRule(
        "hospitality",
        "gastgew_typ",
        {
            "GASTRONOMIE": "gastronomy",
            "GASTRONOMIE_UND_WOHNUNG": "gastronomy_with_flat",
            "PENSIONEN": "guest_house",
            "HOTELS": "hotel",
            "WEITERE_BEHERBERGUNGSBETRIEBE": "other_lodging",
            "BAR": "bar",
            "CAFE": "cafe",
            "DISCOTHEK": "nightclub",
            "RESTAURANT": "restaurant",
            "RAUCHERLOKAL": "smoking_bar",
            "EINRAUMLOKAL": "single_room_bar",
        },
    ),
    "hallen_lager_prod": ObjectTypeRule(
        "warehouse",
        "hallen_typ",
        {
            "HALLE": "hall",
            "INDUSTRIEHALLE": "industrial_hall",
            "LAGER": "storage",
            "LAGERFLAECHEN": "storage_space",
            "LAGER_MIT_FREIFLAECHE": "storage_with_yard",
            "HOCHREGALLAGER": "high_bay",
            "SPEDITIONSLAGER": "freight_depot",
            "PRODUKTION": "production",
            "WERKSTATT": "workshop",
            "SERVICE": "service",
            "FREIFLAECHEN": "yard",
            "KUEHLHAUS": "cold_store",
        },
    ),
    "land_und_forstwirtschaft": ObjectTypeRule(
        "agriculture",
        "land_typ",
        {
            "LANDWIRTSCHAFTLICHE_BETRIEBE": "farm_business",
            "BAUERNHOF": "farm",
            "AUSSIEDLERHOF": "outlying_farm",
            "GARTENBAU": "horticulture",
            "ACKERBAU": "arable",
            "WEINBAU": "vineyard",
            "VIEHWIRTSCHAFT": "livestock",
            "JAGD_UND_FORSTWIRTSCHAFT": "hunting_and_forestry",
            "TEICH_UND_FISCHWIRTSCHAFT": "fish_farming",
            "SCHEUNEN": "barn",
            "REITERHOEFE": "riding_stable",
            "SONSTIGE_LANDWIRTSCHAFTSIMMOBILIEN": "other",
            "ANWESEN": "estate",
            "JAGDREVIER": "hunting_ground",
        },
    ),
    "parken": ObjectTypeRule(
        "parking",
        "parken_typ",
        {
            "STELLPLATZ": "parking_space",
            "CARPORT": "carport",
            "DOPPELGARAGE": "double_garage",
            "DUPLEX": "duplex",
            "TIEFGARAGE": "underground_garage",
            "BOOTSLIEGEPLATZ": "mooring",
            "EINZELGARAGE": "garage",
            "PARKHAUS": "multi_storey",
            "TIEFGARAGENSTELLPLATZ": "underground_space",
            "PARKPLATZ_STROM": "charging_space",
        },
    ),
    "sonstige": ObjectTypeRule(
        "special",
        "sonstige_typ",
        {
            "PARKHAUS": "multi_storey",
            "TANKSTELLE": "petrol_station",
            "KRANKENHAUS": "hospital",
            "SONSTIGE": "other",
        },
    ),
    "freizeitimmobilie_gewerblich": ObjectTypeRule(
        "leisure",
        "freizeit_typ",
        {
            "SPORTANLAGEN": "sports_facility",
            "VERGNUEGUNGSPARKS_UND_CENTER": "amusement_park",
            "FREIZEITANLAGE": "leisure_facility",
        },
    ),
    "zinshaus_renditeobjekt": ObjectTypeRule(
        "investment",
        "zins_typ",
        {
            "MEHRFAMILIENHAUS": "multi_family",
            "WOHN_UND_GESCHAEFTSHAUS": "mixed_use",
            "GESCHAEFTSHAUS": "commercial_building",
            "BUEROGEBAEUDE": "office_building",
            "SB_MAERKTE": "self_service_store",
            "EINKAUFSCENTREN": "shopping_centre",
            "WOHNANLAGEN": "housing_estate",
            "VERBRAUCHERMAERKTE": "supermarket",
            "INDUSTRIEANLAGEN": "industrial_plant",
            "PFLEGEHEIM": "nursing_home",
            "SANATORIUM": "sanatorium",
            "SENIORENHEIM": "retirement_home",
            "BETREUTES_WOHNEN": "assisted_living",
        },
    ),
}

# Values of sonstige_typ until 1.2.3, which today are kinds of parking.
_MOVED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("sonstige", "GARAGEN"): ("parking", "garage"),
    ("sonstige", "PARKFLACHE"): ("parking", "parking_space"),
    ("sonstige", "PARKFLAECHE"): ("parking", "parking_space"),
}

_BASE = "objektkategorie/objektart/"
_NO_KIND = ("objektart_zusatz", "user_defined_")


def read_object_type(leaves: Leaves) -> tuple[ObjectType, list[Problem]]:
    """The first kind of property the document names, and what is wrong with it.

    A subtype that no table knows is noted and stays among what is kept.
    """
    for key, path in leaves.elements.items():
        name = key.removeprefix(_BASE)
        if name == key or "/" in name or name.startswith(_NO_KIND):
            continue
        if name in KINDS:
            return _refined(name, leaves)
        return ObjectType(original=name), [problem("unknown_object_type", value=name, path=path)]
    return ObjectType(), []


def _refined(name: str, leaves: Leaves) -> tuple[ObjectType, list[Problem]]:
    kind = KINDS[name]
    leaf = leaves.get(f"{_BASE}{name}/@{kind.attribute}")
    if leaf is None:
        return ObjectType(kind.code, "", name), []
    said = word(leaf.text)
    original = f"{name}/{leaf.text.strip()[:100]}"
    if said not in kind.subtypes and (name, said) not in _MOVED:
        unknown = problem("unknown_object_type", value=leaf.text.strip(), path=leaf.path)
        return ObjectType(kind.code, "", original), [unknown]
    leaves.use(leaf)
    code, subtype = _MOVED.get((name, said)) or (kind.code, kind.subtypes[said])
    return ObjectType(code, subtype, original), []
