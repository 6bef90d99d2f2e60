"""Finds the country in which a number without a country code is at home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from base.places.countries import implied_country
from contacts.choices import PhoneKind, ReachKind
from contacts.fields.normalise import PhoneNumber, phone_problem, read_phone

_OWN = {PhoneKind.HOME: ReachKind.PRIVATE, PhoneKind.WORK: ReachKind.WORK}


@dataclass(frozen=True)
class Home:
    """The countries (ISO codes) of one contact: by kind of address, of the contact, of the agency.

    A number is read in the country of its own address (*Privat*, *Geschäftlich*), then in the
    contact's, then in the agency's.
    """

    agency: str
    contact: str = ""
    by_kind: tuple[tuple[str, str], ...] = ()

    def region(self, kind: str) -> str:
        """The country in which a number of this kind is read."""
        own = dict(self.by_kind).get(_OWN.get(kind, ""), "")  # type: ignore[call-overload]
        return own or self.contact or self.agency

    def read(self, number: str, kind: str) -> PhoneNumber:
        """The number as it is stored."""
        return read_phone(number, self.region(kind), self.agency)

    def problem(self, number: str, kind: str) -> str:
        """Why it is none that can be called; empty if it is one."""
        return phone_problem(number, self.region(kind), self.agency)


def home_of(agency_country: str, addresses: Iterable[Mapping[str, Any]]) -> Home:
    """The home of a contact with these addresses, given as values by column; primary ones lead."""
    ordered = sorted(addresses, key=lambda one: not one.get("is_primary"))
    said = [(str(one.get("kind", "")), country_of(one)) for one in ordered]
    known = [(kind, country) for kind, country in said if country]
    first_of_kind = dict(reversed(known))
    contact = known[0][1] if known else ""
    return Home(agency_country, contact, tuple(first_of_kind.items()))


def country_of(address: Mapping[str, Any]) -> str:
    """The country that an address names, else the one that its code and place leave no doubt of."""
    said = str(address.get("country") or "")
    return said or implied_country(
        str(address.get("postal_code") or ""), str(address.get("place") or "")
    )
