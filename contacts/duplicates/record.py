"""Describes a contact as the engine compares it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

RecordKind = Literal["person", "couple", "company"]
Gender = Literal["", "f", "m"]


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """One postal address; unknown parts are empty strings.

    The house number may also stand at the end of the street, as it often does in imports.
    """

    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    place: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A contact as duplicate detection sees it; unknown parts are empty.

    `phones` hold E.164 where the number could be read, digits otherwise. `birth_date_text` keeps
    a date that no calendar knows (31.02.1956), since a typing error still identifies people.
    `gender` is that of the salutation, empty where it tells none.
    """

    id: int | None = None
    kind: RecordKind = "person"
    gender: Gender = ""
    given_name: str = ""
    family_name: str = ""
    birth_name: str = ""
    title_after: str = ""
    company_name: str = ""
    birth_date: date | None = None
    birth_date_text: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[RecordAddress, ...] = ()
