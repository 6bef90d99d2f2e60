"""Made-up people and companies of Austria and Germany, the same for the same seed.

Names are as unevenly spread as real ones, households share name, address and landline, and some
people are in the stock twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from bench.stock import draws, vocabulary
from contacts.choices import ContactKind, ContactRole, Salutation, Source, Status
from contacts.fields.normalise import sort_form

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
_FIRST_BIRTH = date(1935, 1, 1)
_BIRTH_DAYS = 26_000
_SINCE_DAYS = 2_500
# The values themselves: asking an enumeration for them each time takes a tenth of all the time.
_ROLES, _SOURCES, _STATUSES = ContactRole.values, Source.values, Status.values
_AUSTRIAN_MOBILE = ("664", "660", "676", "699", "650", "680")
_GERMAN_MOBILE = ("1512", "1520", "1575", "1590", "1601", "1705", "1712", "1725", "1761", "1794")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as the product stores it."""

    kind: str
    number: str
    e164: str


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address."""

    street: str
    house_number: str
    postal_code: str
    place: str
    country: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A contact to be: `values` are columns of Contact by name."""

    values: dict[str, Any]
    phones: tuple[Phone, ...]
    emails: tuple[str, ...]
    addresses: tuple[Address, ...]


def people(seed: str, count: int) -> Iterator[Person]:
    """`count` contacts that depend on `seed` alone."""
    chance = Random(seed)  # noqa: S311 - measuring, not guarding
    previous: Person | None = None
    for _ in range(count):
        previous = _next(chance, previous)
        yield previous


def _next(chance: Random, previous: Person | None) -> Person:
    fate = chance.random()
    if fate < 0.08:
        return _company(chance)
    if previous is not None and previous.values["kind"] == ContactKind.PERSON:
        if fate < 0.20:
            return _housemate(chance, previous)
        if fate < 0.21:
            return _once_more(chance, previous)
    return _person(chance)


def _person(chance: Random) -> Person:
    values = _personal(chance, draws.FAMILY.draw(chance))
    address = _address(chance) if chance.random() < 0.92 else None
    country = address.country if address else "AT"
    phones = [_mobile(chance, country)] if chance.random() < 0.85 else []
    if address and chance.random() < 0.25:
        phones.append(_landline(chance, country))
    emails = (_email(chance, values),) if chance.random() < 0.8 else ()
    addresses = [address] if address else []
    if chance.random() < 0.03:
        addresses.append(_address(chance))
    return Person(values, tuple(phones), emails, tuple(addresses))


def _housemate(chance: Random, other: Person) -> Person:
    values = _personal(chance, other.values["family_name"])
    country = other.addresses[0].country if other.addresses else "AT"
    landlines = [phone for phone in other.phones if phone.kind == "home"]
    emails = (_email(chance, values),) if chance.random() < 0.7 else ()
    return Person(values, (_mobile(chance, country), *landlines), emails, other.addresses)


def _once_more(chance: Random, other: Person) -> Person:
    """The same person again, entered on another day with less."""
    values = {**other.values, "birth_date": None, "title_before": "", **_office(chance)}
    return replace(other, values=values, emails=() if other.phones else other.emails)


def _company(chance: Random) -> Person:
    owner, trade = draws.FAMILY.draw(chance), chance.choice(vocabulary.TRADES)
    form = chance.choice(vocabulary.FORMS)
    values = {
        "kind": ContactKind.COMPANY,
        "company_name": f"{owner} {trade} {form}",
        "legal_form": form,
        "given_name": "",
        "family_name": "",
        "birth_date": None,
        "is_business": True,
        **_office(chance),
    }
    address = _address(chance)
    domain = sort_form(f"{owner}{trade}").replace(" ", "")
    phones = (_landline(chance, address.country),)
    return Person(values, phones, (f"office@{domain}.{address.country.lower()}",), (address,))


def _personal(chance: Random, family: str) -> dict[str, Any]:
    is_female = chance.random() < 0.5
    day = timedelta(days=chance.randrange(_BIRTH_DAYS))
    return {
        "kind": ContactKind.PERSON,
        "salutation": Salutation.MS if is_female else Salutation.MR,
        "title_before": chance.choice(vocabulary.TITLES) if chance.random() < 0.06 else "",
        "title_after": chance.choice(vocabulary.TITLES_BEHIND) if chance.random() < 0.02 else "",
        "given_name": (draws.FEMALE if is_female else draws.MALE).draw(chance),
        "family_name": family,
        "company_name": "",
        "birth_date": _FIRST_BIRTH + day if chance.random() < 0.6 else None,
        **_office(chance),
    }


def _office(chance: Random) -> dict[str, Any]:
    """What the office knows of anybody."""
    created = NOW - timedelta(seconds=chance.randrange(_SINCE_DAYS * 86_400))
    active = created + (NOW - created) * chance.random() if chance.random() < 0.7 else None
    return {
        "roles": [chance.choice(_ROLES)] if chance.random() < 0.9 else [],
        "tags": chance.sample(vocabulary.TAGS, 2) if chance.random() < 0.1 else [],
        "source": chance.choice(_SOURCES),
        "status": chance.choice(_STATUSES),
        "rating": chance.randint(1, 5) if chance.random() < 0.2 else None,
        "created_at": created,
        "updated_at": active or created,
        "last_activity_at": active,
        "open_orders": chance.choice((1, 1, 1, 2, 3)) if chance.random() < 0.15 else 0,
        "terms_confirmed_at": active if chance.random() < 0.3 else None,
    }


def _address(chance: Random) -> Address:
    country, place, first, last = draws.PLACES.draw(chance)
    code = _vienna_code(chance) if place == "Wien" else chance.randint(first, last)
    return Address(
        street=draws.STREETS.draw(chance),
        house_number=f"{chance.randint(1, 120)}{'a' if chance.random() < 0.1 else ''}",
        postal_code=f"{code:0{4 if country == 'AT' else 5}d}",
        place=place,
        country=country,
        door=str(chance.randint(1, 40)) if country == "AT" and chance.random() < 0.4 else "",
    )


def _vienna_code(chance: Random) -> int:
    return 1000 + 10 * chance.randint(1, 23)


def _mobile(chance: Random, country: str) -> Phone:
    if country == "AT":
        prefix, rest = chance.choice(_AUSTRIAN_MOBILE), f"{chance.randint(1_000_000, 9_999_999)}"
        return Phone("mobile", f"+43 {prefix} {rest}", f"+43{prefix}{rest}")
    prefix, rest = chance.choice(_GERMAN_MOBILE), f"{chance.randint(1_000_000, 9_999_999)}"
    return _german_mobile(prefix, rest)


def _german_mobile(prefix: str, rest: str) -> Phone:
    """Written as the numbering plan groups it: 015xx and 7 digits, else three digits first."""
    if prefix.startswith("15"):
        return Phone("mobile", f"+49 {prefix} {rest}", f"+49{prefix}{rest}")
    return Phone("mobile", f"+49 {prefix[:3]} {rest}", f"+49{prefix[:3]}{rest}")


def _landline(chance: Random, country: str) -> Phone:
    rest = f"{chance.randint(2_000_000, 8_999_999)}"
    if country == "AT":
        return Phone("home", f"+43 1 {rest}", f"+431{rest}")
    return Phone("home", f"+49 30 {rest}", f"+4930{rest}")


def _email(chance: Random, values: dict[str, Any]) -> str:
    given, family = (
        sort_form(values[name]).replace(" ", "") for name in ("given_name", "family_name")
    )
    local = chance.choice((f"{given}.{family}", f"{given[:1]}.{family}", f"{family}.{given}"))
    number = str(chance.randint(1, 9999)) if chance.random() < 0.7 else ""
    return f"{local}{number}@{draws.MAIL_HOSTS.draw(chance)}"
