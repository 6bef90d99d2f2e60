"""Who belongs to whom in the demo agency: Maria's family, couples, the people behind companies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from base.accounts.models import Agency, User
from contacts.choices import ContactKind, ContactRole, Salutation
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.models import Contact
from contacts.record.services.couples import make_couple
from contacts.relations.services import RelationData, relate
from contacts.services import create_contacts
from properties.matching.criteria import CriterionKind as Criterion
from properties.matching.predicate import Wanted
from properties.orders.services import create_order

COUPLES = 8
COMPANIES = 6
_HOME = {"street": "Keplerstraße", "house_number": "12", "staircase": "2", "door": "14"}


def relate_people(agency: Agency, contacts: list[Contact], anna: User, chance: Random) -> None:
    """Joins people of the demo; new ones come to those who are there."""
    _family_of_maria(agency, contacts, anna)
    _goesslers(agency, anna)
    people = [one for one in contacts[1:] if one.kind == ContactKind.PERSON and one.family_name]
    _couples(chance.sample(people, 2 * COUPLES), anna)
    _companies([one for one in contacts if one.kind == ContactKind.COMPANY], people, chance)


def _family_of_maria(agency: Agency, contacts: list[Contact], anna: User) -> None:
    maria = contacts[0]
    thomas, lena, helga, konrad, birgit = create_contacts(
        agency=agency,
        user=anna,
        items=[
            _person(Salutation.MR, "Thomas", "Steininger", birth_date=date(1979, 7, 2)),
            _person(Salutation.MS, "Lena", "Steininger", birth_date=date(2008, 11, 23)),
            _person(Salutation.MS, "Helga", "Bachmaier", birth_date=date(1951, 1, 30)),
            _person(Salutation.MR, "Konrad", "Bachmaier", birth_date=date(1948, 5, 8)),
            _person(Salutation.MS, "Birgit", "Zeilinger", title_before="Dr."),
        ],
    )
    for contact, other, data in [
        (maria, thomas, RelationData("spouse", since=date(2006, 6, 17))),
        (maria, lena, RelationData("parent", "b")),
        (thomas, lena, RelationData("parent", "b")),
        (maria, helga, RelationData("parent", "a")),
        (maria, konrad, RelationData("parent", "a")),
        (helga, konrad, RelationData("spouse")),
        (helga, maria, RelationData("heir", "a", note="laut Testament von 2019")),
        (maria, birgit, RelationData("lawyer", "a", note="Kaufverträge")),
    ]:
        relate(contact=contact, other=other, data=data)


def _person(salutation: Salutation, given: str, family: str, **values: object) -> ContactData:
    return ContactData(
        {"salutation": salutation, "given_name": given, "family_name": family, **values},
        emails=[email_row(f"{given}.{family}@example.at".lower(), is_primary=True)],
        addresses=[address_row(**_HOME, postal_code="8020", place="Graz", is_primary=True)],
    )


def _goesslers(agency: Agency, anna: User) -> None:
    """The couple of the pictures, with a search order of both."""
    home = address_row(
        street="Kirchenstraße",
        house_number="4",
        postal_code="81667",
        place="München",
        country="DE",
        is_primary=True,
    )
    karl, eva = create_contacts(
        agency=agency,
        user=anna,
        items=[
            ContactData(
                {
                    "salutation": Salutation.MR,
                    "given_name": "Karl",
                    "family_name": "Gößler",
                    "roles": [ContactRole.SELLER],
                },
                phones=[phone_row("+49 89 4521998", is_primary=True)],
                addresses=[home],
            ),
            ContactData(
                {"salutation": Salutation.MS, "given_name": "Eva", "family_name": "Gößler"},
                emails=[email_row("goessler@example.de", is_primary=True)],
            ),
        ],
    )
    relate(contact=karl, other=eva, data=RelationData("spouse"))
    couple = make_couple(first=karl, second=eva, user=anna)
    places = Wanted(Criterion.PLACE, codes=("8010", "8020"))
    create_order(contact=couple, title="Zweitwohnsitz in Graz", criteria=[places])


def _couples(people: list[Contact], anna: User) -> None:
    for number, (first, second) in enumerate(zip(people[::2], people[1::2], strict=True)):
        kind = "partner" if number % 3 else "spouse"
        relate(contact=first, other=second, data=RelationData(kind))
        if number % 2:
            make_couple(first=first, second=second, user=anna)


def _companies(companies: list[Contact], people: list[Contact], chance: Random) -> None:
    for company in chance.sample(companies, min(COMPANIES, len(companies))):
        boss, owner, silent, caller = chance.sample(people, 4)
        since = date(chance.randint(2005, 2024), chance.randint(1, 12), 1)
        share = Decimal(chance.choice([40, 51, 75]))
        for other, data in [
            (boss, RelationData("managing_director", power="sole", since=since)),
            (owner, RelationData("beneficial_owner", share=share, since=since)),
            (silent, RelationData("shareholder", share=100 - share)),
            (caller, RelationData("contact_person")),
        ]:
            relate(contact=company, other=other, data=data)
    for referred, referrer in [(people[0], people[1]), (people[2], people[1])]:
        relate(contact=referred, other=referrer, data=RelationData("referrer"))
