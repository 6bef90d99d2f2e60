"""About 300 plausible contacts: people, companies, owners, prospects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from contacts.choices import (
    ContactKind,
    ContactRole,
    PhoneKind,
    ReachKind,
    Salutation,
    Source,
    Status,
)
from contacts.data import ContactData, RowData, address_row, email_row, phone_row
from immonaut.demo import vocabulary as words

COUNT = 300
MAIL_HOSTS = ["example.at", "example.com", "mail.example", "post.example"]
_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ı": "i",
        "ş": "s",
        "ć": "c",
        "č": "c",
        "ğ": "g",
        " ": "-",
        "&": "und",
    }
)


def maria() -> ContactData:
    """The contact of the manual and the pictures; everything about her is by hand."""
    return ContactData(
        values={
            "salutation": Salutation.MS,
            "title_before": "Mag.",
            "given_name": "Maria",
            "family_name": "Steininger",
            "birth_date": date(1981, 3, 14),
            "birth_place": "Graz",
            "nationality": "AT",
            "roles": [ContactRole.PROSPECT, ContactRole.OWNER],
            "source": Source.REFERRAL,
            "status": Status.ACTIVE,
            "rating": 5,
            "tags": ["Finanzierung geklärt"],
            "company_name": "Steininger Architektur",
            "legal_form": "e.U.",
            "vat_id": "ATU12345675",
            "position": "Inhaberin",
            "remarks": "Sucht bis Ende März, besichtigt am liebsten samstags.",
        },
        phones=[
            phone_row("+43 664 4821390", is_primary=True),
            phone_row("+43 316 824410", kind=PhoneKind.WORK),
        ],
        emails=[
            email_row("maria.steininger@example.at", is_primary=True),
            email_row("office@steininger.example", kind=ReachKind.WORK),
        ],
        addresses=[
            address_row(
                street="Keplerstraße",
                house_number="12",
                staircase="2",
                door="14",
                postal_code="8020",
                place="Graz",
                country="AT",
                is_primary=True,
            )
        ],
    )


def people(chance: Random) -> Iterator[ContactData]:
    """Everybody else, in the order in which they are created."""
    for name, legal_form in words.COMPANIES:
        yield _company(chance, name, legal_form)
    for number in range(COUNT - len(words.COMPANIES) - 1):
        yield _person(chance, number)


def _person(chance: Random, number: int) -> ContactData:
    is_woman = chance.random() < 0.5
    given = chance.choice(words.FEMALE if is_woman else words.MALE)
    family = chance.choice(words.FAMILY)
    if chance.random() < 0.03:
        family = f"{family}-{chance.choice(words.FAMILY)}"
    town = _town(chance)
    values = {
        "salutation": Salutation.MS if is_woman else Salutation.MR,
        "given_name": given,
        "family_name": family,
        "title_before": chance.choice(words.TITLES) if chance.random() < 0.16 else "",
        "title_after": chance.choice(words.TITLES_AFTER) if chance.random() < 0.04 else "",
        "birth_date": _birth_date(chance),
        "nationality": town[2],
        "roles": _roles(chance),
        "status": chance.choice(Status.values),
        "source": chance.choice(Source.values),
        "rating": chance.choice([None, None, 2, 3, 4, 5]),
        "tags": sorted(chance.sample(words.TAGS, chance.choice([0, 0, 0, 1, 1, 2]))),
        "language": "de",
    }
    return ContactData(
        values=values,
        phones=_phones(chance, town),
        emails=_emails(chance, f"{given}.{family}", number),
        addresses=[_address(chance, town)],
    )


def _company(chance: Random, name: str, legal_form: str) -> ContactData:
    town = _town(chance)
    role = (
        ContactRole.MANAGER
        if "verwaltung" in name
        else chance.choice([ContactRole.DEVELOPER, ContactRole.SERVICE, ContactRole.OWNER])
    )
    host = f"{name.lower().translate(_UMLAUTS)}.example"
    phone = _number(chance, town, mobile=False)
    return ContactData(
        values={
            "kind": ContactKind.COMPANY,
            "company_name": f"{name} {legal_form}",
            "legal_form": legal_form,
            "is_business": True,
            "roles": [role],
            "status": Status.ACTIVE,
            "source": Source.OTHER,
            "company_phone": phone,
            "company_email": f"office@{host}",
            "company_website": f"https://{host}",
        },
        phones=[phone_row(phone, kind=PhoneKind.WORK, is_primary=True)],
        emails=[email_row(f"office@{host}", kind=ReachKind.WORK, is_primary=True)],
        addresses=[_address(chance, town)],
    )


def _roles(chance: Random) -> list[str]:
    common = [ContactRole.PROSPECT] * 6 + [ContactRole.OWNER] * 3 + list(ContactRole)
    return list(dict.fromkeys(chance.sample(common, chance.choice([1, 1, 1, 2]))))


def _birth_date(chance: Random) -> date | None:
    if chance.random() < 0.35:
        return None
    return date(chance.randint(1942, 2003), chance.randint(1, 12), chance.randint(1, 28))


Town = tuple[str, str, str, int, str, str]


def _town(chance: Random) -> Town:
    return chance.choices(words.TOWNS, [town[3] for town in words.TOWNS])[0]


def _number(chance: Random, town: Town, *, mobile: bool) -> str:
    """A well-formed number; those of the form 000xxxx after the prefix belong to nobody."""
    digits = f"{chance.randint(200000, 9999999)}"
    country = "+43" if town[2] == "AT" else "+49"
    prefix = chance.choice(["664", "676", "660", "699"]) if country == "+43" else "171"
    return f"{country} {prefix if mobile else town[5]} {digits}"


def _phones(chance: Random, town: Town) -> list[RowData]:
    if chance.random() < 0.05:
        return []
    phones = [phone_row(_number(chance, town, mobile=True), is_primary=True)]
    if chance.random() < 0.3:
        phones.append(phone_row(_number(chance, town, mobile=False), kind=PhoneKind.HOME))
    return phones


def _emails(chance: Random, name: str, number: int) -> list[RowData]:
    if chance.random() < 0.1:
        return []
    local = name.lower().translate(_UMLAUTS)
    if chance.random() < 0.3:
        local += str(number)
    return [email_row(f"{local}@{chance.choice(MAIL_HOSTS)}", is_primary=True)]


def _address(chance: Random, town: Town) -> RowData:
    postal_code, place, country, _weight, streets, _prefix = town
    parts = {
        "street": chance.choice(words.streets_of(streets)),
        "house_number": str(chance.randint(1, 98)),
    }
    if country == "AT" and chance.random() < 0.4:
        parts |= {"staircase": str(chance.randint(1, 3)), "door": str(chance.randint(1, 24))}
    return address_row(
        postal_code=postal_code, place=place, country=country, is_primary=True, **parts
    )
