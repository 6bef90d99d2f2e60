"""120 plausible properties with pictures and documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from immonaut.demo import vocabulary as words
from immonaut.demo.documents import pdf
from immonaut.demo.drawing import exterior, floor_plan, interior
from properties.choices import DocumentKind, MarketingType, ObjectType, Status, Usage, Visibility

COUNT = 120
FEATURES = [
    "balcony",
    "terrace",
    "elevator",
    "cellar",
    "fitted_kitchen",
    "garage",
    "garden",
    "parking_space",
    "bathtub",
    "barrier_free",
    "pets_allowed",
]


@dataclass(frozen=True)
class Paper:
    """A document: name, kind, whether protected, bytes."""

    name: str
    kind: str
    visibility: str
    content: bytes


def lend() -> dict[str, Any]:
    """The flat of the manual and the pictures."""
    return {
        "object_number": "HI-1001",
        "title": "Altbauwohnung mit Innenhof",
        "status": Status.ACTIVE,
        "usage": [Usage.RESIDENTIAL],
        "marketing_type": MarketingType.BUY,
        "object_type": ObjectType.APARTMENT,
        "price": Decimal(349000),
        "operating_costs": Decimal(248),
        "living_area": Decimal(82),
        "rooms": Decimal(3),
        "bathrooms": Decimal(1),
        "floor": 2,
        "floors_total": 4,
        "year_built": 1904,
        "street": "Mariahilferstraße",
        "house_number": "23",
        "postal_code": "8020",
        "place": "Graz",
        "district": "Lend",
        "country": "AT",
        "features": ["balcony", "cellar", "fitted_kitchen"],
        "absent_features": ["garage"],
        "commission_text": "3 % des Kaufpreises zzgl. 20 % USt.",
        "energy_hwb": Decimal("78.5"),
        "energy_hwb_class": "C",
        "energy_fgee": Decimal("1.42"),
        "description_object": "Drei Zimmer um einen begrünten Innenhof, nahe dem Kunsthaus.",
        "description_location": words.SITUATION[0],
        "description_features": words.EQUIPMENT[3],
    }


def portfolio(chance: Random) -> Iterator[dict[str, Any]]:
    """Everything else, numbered on."""
    for number in range(1002, 1001 + COUNT):
        is_house = chance.random() < 0.25
        yield _residence(chance, number, is_house)


def _residence(chance: Random, number: int, is_house: bool) -> dict[str, Any]:
    postal_code, place, country, _weight, streets, _prefix = chance.choices(
        words.TOWNS, [town[3] for town in words.TOWNS]
    )[0]
    kind = "house" if is_house else "apartment"
    area = Decimal(chance.randint(95, 210) if is_house else chance.randint(28, 140))
    values = {
        "object_number": f"HI-{number}",
        "usage": [Usage.RESIDENTIAL],
        "title": _title(chance, kind),
        "status": _status(chance),
        "object_type": ObjectType.HOUSE if is_house else ObjectType.APARTMENT,
        "living_area": area,
        "rooms": Decimal(max(1, round(area / 28))),
        "bathrooms": Decimal(1 + (area > 110)),
        "floor": None if is_house else chance.randint(0, 5),
        "year_built": chance.randint(1890, 2026),
        "plot_area": Decimal(chance.randint(250, 1200)) if is_house else None,
        "street": chance.choice(words.streets_of(streets)),
        "house_number": str(chance.randint(1, 99)),
        "postal_code": postal_code,
        "place": place,
        "country": country,
        "energy_hwb": Decimal(chance.randint(180, 1600)) / 10,
        "energy_fgee": Decimal(chance.randint(60, 230)) / 100,
        "description_location": chance.choice(words.SITUATION),
        "description_features": chance.choice(words.EQUIPMENT),
        "commission_text": "3 % des Kaufpreises zzgl. 20 % USt.",
        "available_from": date(2026, 12, 1) + timedelta(days=30 * chance.randint(0, 6)),
    }
    return values | _price(chance, area, postal_code) | _features(chance)


def _title(chance: Random, kind: str) -> str:
    nouns = words.HOUSES if kind == "house" else words.APARTMENTS
    return f"{chance.choice(words.ADJECTIVES[kind])} {chance.choice(nouns)}"


def _status(chance: Random) -> str:
    return chance.choices(
        [Status.ACTIVE, Status.RESERVED, Status.DRAFT, Status.SOLD], [78, 8, 6, 8]
    )[0]


def _price(chance: Random, area: Decimal, postal_code: str) -> dict[str, Any]:
    if chance.random() < 0.28:
        rent = round(area * chance.randint(11, 17), -1)
        return {
            "marketing_type": MarketingType.RENT,
            "rent": rent,
            "operating_costs": round(area * 2),
            "rent_total": rent + round(area * 2),
            "deposit": rent * 3,
            "commission_text": "",
        }
    dear = postal_code[:2] in ("10", "81", "80", "50") and postal_code not in (
        "8010",
        "8020",
        "8045",
        "8053",
        "8071",
    )
    each = chance.randint(6200, 9800) if dear else chance.randint(3300, 5600)
    return {
        "marketing_type": MarketingType.BUY,
        "price": Decimal(round(int(area) * each, -3)),
        "operating_costs": round(area * 3),
    }


def _features(chance: Random) -> dict[str, Any]:
    there = sorted(chance.sample(FEATURES, chance.randint(2, 6)))
    rest = [code for code in FEATURES if code not in there]
    return {"features": there, "absent_features": sorted(chance.sample(rest, chance.randint(0, 3)))}


@dataclass(frozen=True)
class Media:
    """Pictures as (name, bytes), the title picture first, and documents."""

    pictures: list[tuple[str, bytes]]
    papers: list[Paper]


def media_of(values: dict[str, Any]) -> Media:
    """Draws and writes what belongs to one property; the same for the same object number."""
    chance = Random(values["object_number"])  # noqa: S311 - decoration
    return Media(list(_pictures(chance, values)), list(_papers(chance, values)))


def _pictures(chance: Random, values: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each picture, the title picture first."""
    is_house = values["object_type"] == ObjectType.HOUSE
    yield (
        "Ansicht.jpg",
        exterior(chance, floors=2 if is_house else chance.randint(3, 4), is_house=is_house),
    )
    if chance.random() < 0.35:
        yield "Wohnraum.jpg", interior(chance)
    if chance.random() < 0.25:
        yield "Grundriss.png", floor_plan(chance, rooms=int(values["rooms"]))


def _papers(chance: Random, values: dict[str, Any]) -> Iterator[Paper]:
    """The documents of one property."""
    where = (
        f"{values['street']} {values['house_number']}, {values['postal_code']} {values['place']}"
    )
    number = values["object_number"]
    yield Paper(
        "Grundbuchauszug.pdf",
        DocumentKind.LAND_REGISTER,
        Visibility.PROTECTED,
        pdf(
            "Grundbuchauszug",
            where,
            [
                f"Einlagezahl zu Objekt {number}",
                "A-Blatt: Gutsbestand",
                "B-Blatt: Eigentumsverhältnisse",
                "C-Blatt: lastenfrei",
            ],
        ),
    )
    yield Paper(
        "Energieausweis.pdf",
        DocumentKind.ENERGY,
        Visibility.PROTECTED,
        pdf(
            "Energieausweis",
            where,
            [f"HWB {values['energy_hwb']} kWh/m²a", f"fGEE {values['energy_fgee']}"],
        ),
    )
    if chance.random() < 0.3:
        body = [values["description_location"], values["description_features"]]
        sheet = pdf(values["title"], where, body)
        yield Paper("Objektblatt.pdf", DocumentKind.EXPOSE, Visibility.PUBLIC, sheet)
