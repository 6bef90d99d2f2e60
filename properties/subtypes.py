"""The finer kinds of each kind of property, and the words people see."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base.ui.words import register_words
from properties.choices import ObjectType

Labels = Mapping[str, str | Promise]

SUBTYPES: Mapping[str, Labels] = {
    ObjectType.ROOM: {"room": _("Zimmer")},
    ObjectType.APARTMENT: {
        "upper_floor": _("Etagenwohnung"),
        "ground_floor": _("Erdgeschosswohnung"),
        "attic": _("Dachgeschosswohnung"),
        "maisonette": _("Maisonette"),
        "penthouse": _("Penthouse"),
        "loft": _("Loft / Atelier"),
        "terraced": _("Terrassenwohnung"),
        "basement": _("Souterrain"),
        "studio": _("Apartment"),
        "holiday": _("Ferienwohnung"),
        "gallery": _("Galeriewohnung"),
        "attica": _("Attikawohnung"),
        "unfinished_attic": _("Rohdachboden"),
    },
    ObjectType.HOUSE: {
        "detached": _("Einfamilienhaus"),
        "semi_detached": _("Doppelhaushälfte"),
        "terraced": _("Reihenhaus"),
        "mid_terrace": _("Reihenmittelhaus"),
        "end_terrace": _("Reihenendhaus"),
        "corner_terrace": _("Reiheneckhaus"),
        "two_family": _("Zweifamilienhaus"),
        "multi_family": _("Mehrfamilienhaus"),
        "apartment_building": _("Apartmenthaus"),
        "town_house": _("Stadthaus"),
        "bungalow": _("Bungalow"),
        "villa": _("Villa"),
        "country_house": _("Landhaus"),
        "farmhouse": _("Bauernhaus"),
        "former_farm": _("Resthof"),
        "prefabricated": _("Fertighaus"),
        "holiday": _("Ferienhaus"),
        "chalet": _("Chalet"),
        "mountain_hut": _("Berghütte"),
        "beach_house": _("Strandhaus"),
        "garden_house": _("Gartenhaus"),
        "palace": _("Schloss"),
        "castle": _("Burg"),
        "manor": _("Herrenhaus"),
        "finca": _("Finca"),
        "rustico": _("Rustico"),
        "hospital": _("Krankenhaus"),
        "nursing_home": _("Pflegeheim"),
        "sanatorium": _("Sanatorium"),
        "retirement_home": _("Seniorenheim"),
        "assisted_living": _("Betreutes Wohnen"),
    },
    ObjectType.LAND: {
        "residential": _("Baugrund Wohnen"),
        "commercial": _("Gewerbegrund"),
        "industrial": _("Industriegrund"),
        "agricultural": _("Land- und Forstwirtschaft"),
        "leisure": _("Freizeitgrund"),
        "mixed": _("Gemischt"),
        "business_park": _("Gewerbepark"),
        "special_use": _("Sondernutzung"),
        "lakeside": _("Seegrundstück"),
    },
    ObjectType.OFFICE: {
        "office_space": _("Bürofläche"),
        "office_building": _("Bürohaus"),
        "office_centre": _("Bürozentrum"),
        "loft": _("Loft / Atelier"),
        "practice": _("Praxis"),
        "practice_space": _("Praxisfläche"),
        "practice_building": _("Praxishaus"),
        "exhibition_space": _("Ausstellungsfläche"),
        "coworking": _("Coworking"),
        "shared_office": _("Bürogemeinschaft"),
    },
    ObjectType.RETAIL: {
        "shop": _("Ladenlokal"),
        "retail_shop": _("Einzelhandelsladen"),
        "sales_area": _("Verkaufsfläche"),
        "exhibition_space": _("Ausstellungsfläche"),
        "supermarket": _("Verbrauchermarkt"),
        "shopping_centre": _("Einkaufszentrum"),
        "department_store": _("Kaufhaus"),
        "factory_outlet": _("Factory-Outlet"),
        "kiosk": _("Kiosk"),
    },
    ObjectType.HOSPITALITY: {
        "gastronomy": _("Gastronomie"),
        "gastronomy_with_flat": _("Gastronomie mit Wohnung"),
        "restaurant": _("Restaurant"),
        "cafe": _("Café"),
        "bar": _("Bar"),
        "smoking_bar": _("Raucherlokal"),
        "single_room_bar": _("Einraumlokal"),
        "nightclub": _("Diskothek"),
        "hotel": _("Hotel"),
        "guest_house": _("Pension"),
        "other_lodging": _("Weiterer Beherbergungsbetrieb"),
    },
    ObjectType.WAREHOUSE: {
        "hall": _("Halle"),
        "industrial_hall": _("Industriehalle"),
        "storage": _("Lager"),
        "storage_space": _("Lagerfläche"),
        "storage_with_yard": _("Lager mit Freifläche"),
        "high_bay": _("Hochregallager"),
        "freight_depot": _("Speditionslager"),
        "cold_store": _("Kühlhaus"),
        "production": _("Produktion"),
        "workshop": _("Werkstatt"),
        "service": _("Service"),
        "yard": _("Freifläche"),
    },
    ObjectType.AGRICULTURE: {
        "farm_business": _("Landwirtschaftlicher Betrieb"),
        "farm": _("Bauernhof"),
        "outlying_farm": _("Aussiedlerhof"),
        "horticulture": _("Gartenbau"),
        "arable": _("Ackerbau"),
        "vineyard": _("Weinbau"),
        "livestock": _("Viehwirtschaft"),
        "hunting_and_forestry": _("Jagd- und Forstwirtschaft"),
        "fish_farming": _("Teich- und Fischwirtschaft"),
        "barn": _("Scheune"),
        "riding_stable": _("Reiterhof"),
        "estate": _("Anwesen"),
        "hunting_ground": _("Jagdrevier"),
        "other": _("Sonstige Landwirtschaft"),
    },
    ObjectType.INVESTMENT: {
        "multi_family": _("Mehrfamilienhaus"),
        "mixed_use": _("Wohn- und Geschäftshaus"),
        "commercial_building": _("Geschäftshaus"),
        "office_building": _("Bürogebäude"),
        "self_service_store": _("SB-Markt"),
        "shopping_centre": _("Einkaufszentrum"),
        "housing_estate": _("Wohnanlage"),
        "supermarket": _("Verbrauchermarkt"),
        "industrial_plant": _("Industrieanlage"),
        "nursing_home": _("Pflegeheim"),
        "sanatorium": _("Sanatorium"),
        "retirement_home": _("Seniorenheim"),
        "assisted_living": _("Betreutes Wohnen"),
    },
    ObjectType.PARKING: {
        "parking_space": _("Stellplatz"),
        "carport": _("Carport"),
        "garage": _("Einzelgarage"),
        "double_garage": _("Doppelgarage"),
        "duplex": _("Duplexparker"),
        "underground_garage": _("Tiefgarage"),
        "underground_space": _("Tiefgaragenstellplatz"),
        "multi_storey": _("Parkhaus"),
        "charging_space": _("Stellplatz mit Ladestation"),
        "mooring": _("Bootsliegeplatz"),
    },
    ObjectType.SPECIAL: {
        "multi_storey": _("Parkhaus"),
        "petrol_station": _("Tankstelle"),
        "hospital": _("Krankenhaus"),
        "other": _("Sonstige"),
    },
    ObjectType.LEISURE: {
        "sports_facility": _("Sportanlage"),
        "amusement_park": _("Vergnügungspark"),
        "leisure_facility": _("Freizeitanlage"),
    },
}


def subtype_label(object_type: str, subtype: str) -> str | Promise:
    """The German word of a finer kind, or "" where it is unknown."""
    return SUBTYPES.get(object_type, {}).get(subtype, "")


def _subtype_word(code: str) -> str:
    """Without the kind a few codes mean two things: both are said."""
    known = [str(finer[code]) for finer in SUBTYPES.values() if code in finer]
    return " / ".join(dict.fromkeys(known)) or code


register_words("properties.Property", "object_subtype", _subtype_word)
