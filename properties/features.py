"""What a property may have, in groups as people look for it.

A property says of each feature yes, no, or nothing: the codes in `Property.features` are there,
those in `Property.absent_features` are explicitly not, everything else is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from base.labels import Label


@dataclass(frozen=True)
class FeatureGroup:
    """Features that belong together in forms and lists."""

    code: str
    label: Label
    features: Mapping[str, Label]


GROUPS = (
    FeatureGroup(
        "outside",
        _("Außenflächen und Aussicht"),
        {
            "balcony": _("Balkon"),
            "terrace": _("Terrasse"),
            "loggia": _("Loggia"),
            "garden": _("Garten"),
            "conservatory": _("Wintergarten"),
            "distant_view": _("Fernblick"),
            "mountain_view": _("Bergblick"),
            "lake_view": _("Seeblick"),
            "sea_view": _("Meerblick"),
            "faces_south": _("Ausrichtung Süden"),
            "faces_south_west": _("Ausrichtung Südwesten"),
            "faces_west": _("Ausrichtung Westen"),
            "faces_north_west": _("Ausrichtung Nordwesten"),
            "faces_north": _("Ausrichtung Norden"),
            "faces_north_east": _("Ausrichtung Nordosten"),
            "faces_east": _("Ausrichtung Osten"),
            "faces_south_east": _("Ausrichtung Südosten"),
        },
    ),
    FeatureGroup(
        "house",
        _("Haus und Zugang"),
        {
            "elevator": _("Lift"),
            "freight_elevator": _("Lastenlift"),
            "cellar": _("Keller"),
            "partial_cellar": _("Teilkeller"),
            "storage_room": _("Abstellraum"),
            "bicycle_room": _("Fahrradraum"),
            "laundry_room": _("Wasch- und Trockenraum"),
            "attic": _("Dachboden"),
            "barrier_free": _("Barrierefrei"),
            "wheelchair_accessible": _("Rollstuhlgerecht"),
            "senior_friendly": _("Seniorengerecht"),
            "granny_flat": _("Einliegerwohnung"),
            "listed_building": _("Denkmalgeschützt"),
            "high_rise": _("Hochhaus"),
        },
    ),
    FeatureGroup(
        "parking",
        _("Parken"),
        {
            "garage": _("Garage"),
            "underground_garage": _("Tiefgarage"),
            "carport": _("Carport"),
            "parking_space": _("Stellplatz"),
            "multi_storey_parking": _("Parkhaus"),
            "duplex_parking": _("Duplexparker"),
        },
    ),
    FeatureGroup(
        "inside",
        _("Ausstattung"),
        {
            "fitted_kitchen": _("Einbauküche"),
            "open_kitchen": _("Offene Küche"),
            "pantry_kitchen": _("Pantryküche"),
            "furnished": _("Möbliert"),
            "partly_furnished": _("Teilmöbliert"),
            "bathtub": _("Badewanne"),
            "shower": _("Dusche"),
            "bathroom_window": _("Bad mit Fenster"),
            "bidet": _("Bidet"),
            "urinal": _("Pissoir"),
            "guest_toilet": _("Gäste-WC"),
            "fireplace": _("Kamin"),
            "air_conditioning": _("Klimaanlage"),
            "sauna": _("Sauna"),
            "pool": _("Schwimmbad"),
            "spa": _("Wellnessbereich"),
            "sports_facilities": _("Sporteinrichtungen"),
            "library": _("Bibliothek"),
            "shutters": _("Rollläden"),
            "flexible_rooms": _("Räume veränderbar"),
        },
    ),
    FeatureGroup(
        "floors",
        _("Böden"),
        {
            "floor_parquet": _("Parkett"),
            "floor_engineered_parquet": _("Fertigparkett"),
            "floor_boards": _("Dielen"),
            "floor_laminate": _("Laminat"),
            "floor_tiles": _("Fliesen"),
            "floor_stone": _("Stein"),
            "floor_marble": _("Marmor"),
            "floor_granite": _("Granit"),
            "floor_terracotta": _("Terrakotta"),
            "floor_carpet": _("Teppich"),
            "floor_linoleum": _("Linoleum"),
            "floor_plastic": _("Kunststoffboden"),
            "floor_screed": _("Estrich"),
            "raised_floor": _("Doppelboden"),
        },
    ),
    FeatureGroup(
        "technology",
        _("Technik, Energie und Sicherheit"),
        {
            "cable_tv": _("Kabel- / Sat-TV"),
            "dvbt": _("DVB-T"),
            "mobile_reception": _("Mobilfunkempfang"),
            "network_cabling": _("Netzwerkverkabelung"),
            "cable_ducts": _("Kabelkanäle"),
            "alarm_system": _("Alarmanlage"),
            "camera": _("Kamera"),
            "police_call": _("Polizeiruf"),
            "passive_house": _("Passivhaus"),
            "low_energy": _("Niedrigenergie"),
            "new_build_standard": _("Neubaustandard"),
            "kfw40": _("KfW 40"),
            "kfw55": _("KfW 55"),
            "kfw60": _("KfW 60"),
            "kfw70": _("KfW 70"),
            "minergie": _("Minergie-Bauweise"),
            "minergie_certified": _("Minergie-zertifiziert"),
        },
    ),
    FeatureGroup(
        "terms",
        _("Nutzung und Dienste"),
        {
            "pets_allowed": _("Haustiere erlaubt"),
            "non_smoking": _("Nichtraucher"),
            "flat_share_suitable": _("WG-geeignet"),
            "let": _("Vermietet"),
            "holiday_use": _("Ferienvermietung möglich"),
            "commercial_use": _("Gewerbliche Nutzung möglich"),
            "subsidised_housing": _("Geförderte Wohnung"),
            "foreclosure": _("Zwangsversteigerung"),
            "assisted_living": _("Betreutes Wohnen"),
            "catering": _("Catering"),
            "cleaning": _("Reinigung"),
            "shopping_service": _("Einkaufsservice"),
            "security_service": _("Wachdienst"),
        },
    ),
    FeatureGroup(
        "commercial",
        _("Gewerbe"),
        {
            "ramp": _("Rampe"),
            "lifting_platform": _("Hebebühne"),
            "crane": _("Kran"),
            "delivery_access": _("Zulieferung"),
            "canteen": _("Kantine / Cafeteria"),
            "kitchenette": _("Teeküche"),
            "guest_terrace": _("Gastterrasse"),
            "brewery_tie": _("Brauereibindung"),
            "hotel_restaurant": _("Hotelrestaurant"),
            "attached_bar": _("Bar"),
            "holiday_phone": _("Telefon"),
        },
    ),
)

FEATURES: Mapping[str, Label] = {
    code: label for group in GROUPS for code, label in group.features.items()
}


def feature_label(code: str) -> Label:
    """The German word of a feature; the code itself where it is unknown."""
    return FEATURES.get(code, code)
