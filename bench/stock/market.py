"""Made-up properties and search orders for the stock's agency, as many as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from random import Random

import psycopg
from django.db.models import Model
from psycopg import sql

from base.accounts.models import Agency
from bench.stock.draws import PLACES
from bench.stock.people import NOW
from properties.choices import MarketingType, ObjectType, Status, Usage
from properties.matching.criteria import CriterionKind, Mode
from properties.matching.predicate import Wanted
from properties.models import Property
from properties.models.orders import Criterion, SearchOrder
from properties.orders.tokens import rebuild_all
from properties.record.services.derived import derive

_AT_ONCE = 1_000
_TABLES: tuple[type[Model], ...] = (Property, SearchOrder, Criterion)
_FEATURES = ("balcony", "terrace", "elevator", "garden", "garage", "pets_allowed", "cellar")
_TYPES = (ObjectType.APARTMENT, ObjectType.APARTMENT, ObjectType.APARTMENT, ObjectType.HOUSE)


def fill_market(owner_url: str, agency: Agency, count: int) -> None:
    """Adds `count` properties and `count` orders, of contacts with ids from 1 on."""
    chance = Random("market")  # noqa: S311 - measuring, not guarding
    with psycopg.connect(owner_url, autocommit=True) as owner:
        with _without_history(owner):
            for start in range(0, count, _AT_ONCE):
                size = min(_AT_ONCE, count - start)
                Property.objects.bulk_create([_property(chance, agency) for _ in range(size)])
                _add_orders(chance, agency, range(start + 1, start + size + 1))
        rebuild_all(agency)
        owner.execute("VACUUM ANALYZE")


@contextmanager
def _without_history(owner: psycopg.Connection) -> Iterator[None]:
    for verb in ("DISABLE", "ENABLE"):
        for model in _TABLES:
            table = sql.Identifier(model._meta.db_table)
            owner.execute(sql.SQL(f"ALTER TABLE {{}} {verb} TRIGGER USER").format(table))
        if verb == "DISABLE":
            yield


def _property(chance: Random, agency: Agency) -> Property:
    country, place, code = _location(chance)
    is_rented, area = chance.random() < 0.35, Decimal(chance.randint(30, 200))
    money = {"rent": area * 14, "rent_total": area * 17} if is_rented else {"price": area * 4200}
    made = Property(
        agency=agency,
        title=f"Objekt in {place}",
        status=Status.ACTIVE,
        usage=[Usage.RESIDENTIAL],
        marketing_type=MarketingType.RENT if is_rented else MarketingType.BUY,
        object_type=chance.choice(_TYPES),
        living_area=area,
        rooms=Decimal(round(area / 28) or 1),
        postal_code=code,
        place=place,
        country=country,
        features=sorted(chance.sample(_FEATURES, 3)),
        **money,
    )
    derive(made)
    return made


def _location(chance: Random) -> tuple[str, str, str]:
    country, place, first, last = PLACES.draw(chance)
    return country, place, f"{chance.randint(first, last):0{4 if country == 'AT' else 5}d}"


def _add_orders(chance: Random, agency: Agency, contacts: range) -> None:
    orders = SearchOrder.objects.bulk_create(
        SearchOrder(
            agency=agency,
            contact_id=pk,
            title="Wohnung gesucht",
            created_at=NOW - timedelta(minutes=pk),
        )
        for pk in contacts
    )
    Criterion.objects.bulk_create(
        Criterion(
            agency=agency,
            contact_id=order.contact_id,
            order=order,
            kind=one.kind,
            mode=one.mode,
            codes=list(one.codes),
            minimum=one.minimum,
            maximum=one.maximum,
            tolerance=one.tolerance,
            unknown_fits=one.unknown_fits,
        )
        for order in orders
        for one in wishes(chance)
    )


def wishes(chance: Random) -> list[Wanted]:
    """What somebody looks for: flat or house in one to three areas, money, rooms, a wish."""
    is_rented = chance.random() < 0.35
    most = chance.randint(6, 25) * 100 if is_rented else chance.randint(15, 80) * 10_000
    areas = {_location(chance)[2] for _ in range(chance.randint(1, 3))}
    wide = chance.random() < 0.2
    return [
        Wanted(
            CriterionKind.MARKETING_TYPE,
            codes=(MarketingType.RENT if is_rented else MarketingType.BUY,),
            unknown_fits=False,
        ),
        Wanted(CriterionKind.OBJECT_TYPE, codes=(chance.choice(_TYPES),), unknown_fits=False),
        Wanted(
            CriterionKind.PLACE,
            codes=tuple(sorted(f"{a[:2]}*" if wide else a for a in areas)),
            unknown_fits=False,
        ),
        Wanted(
            CriterionKind.RENT if is_rented else CriterionKind.PRICE,
            maximum=Decimal(most),
            tolerance=5,
        ),
        Wanted(CriterionKind.ROOMS, minimum=Decimal(chance.randint(1, 4))),
        Wanted(CriterionKind.FEATURE, mode=Mode.WISH, codes=(chance.choice(_FEATURES),)),
    ]
