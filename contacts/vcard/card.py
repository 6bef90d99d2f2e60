"""What one card says, in the words of the contact record."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from base.labels import Label

CardKind = Literal["person", "company"]
PhoneKind = Literal["mobile", "home", "work", "fax", "pager", "other"]
PlaceKind = Literal["home", "work", "other"]
Salutation = Literal["", "mr", "ms", "divers"]

#: Codes of problems that stand on a placeholder: there is nothing in it to take over.
PLACEHOLDER_CODES: Final = frozenset({"no_card", "file_too_large", "too_many_cards"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the agent should look at; `line` counts from 1 and is absent for whole files."""

    code: str
    message: Label
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as the card writes it; a landline at home has the kind "home"."""

    number: str
    kind: PhoneKind = "other"
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address without the display name and angle brackets around it."""

    address: str
    kind: PlaceKind = "other"
    primary: bool = False


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address; what cannot be told apart with certainty stays in `street` as written.

    `country` is an ISO 3166 code of two letters where the name is known, otherwise the text of
    the card. `extra` holds what stands beside the street: a post box, a c/o line.
    """

    street: str = ""
    house_number: str = ""
    staircase: str = ""
    floor: str = ""
    door: str = ""
    postal_code: str = ""
    place: str = ""
    region: str = ""
    country: str = ""
    kind: PlaceKind = "other"
    primary: bool = False
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """An embedded picture, not yet checked: the bytes come from a stranger."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a file, `index` counting from 0.

    `display_name` is the formatted name of the card and empty where the card has none; `label`
    always finds something to call the card by. `birth_date_text` is filled where the date is
    incomplete or impossible. `extras` are pairs of property name (in capitals) and text: all
    that has no field of its own, in the order of the card.
    """

    index: int = 0
    kind: CardKind = "person"
    display_name: str = ""
    family_name: str = ""
    given_name: str = ""
    additional_names: str = ""
    title_before: str = ""
    title_after: str = ""
    nickname: str = ""
    birth_name: str = ""
    salutation: Salutation = ""
    birth_date: date | None = None
    birth_date_text: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    websites: tuple[str, ...] = ()
    organisation: str = ""
    department: str = ""
    position: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    photo: Photo | None = None
    uid: str = ""
    revision: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_placeholder(self) -> bool:
        """True where this stands for what could not be read at all and holds only problems."""
        return any(problem.code in PLACEHOLDER_CODES for problem in self.problems)

    @property
    def label(self) -> str:
        """What to call the card on a page: formatted name, else name parts, company, contact."""
        parts = " ".join(filter(None, (self.title_before, self.given_name, self.family_name)))
        reach = [email.address for email in self.emails] + [phone.number for phone in self.phones]
        candidates = (self.display_name, parts, self.organisation, self.nickname, *reach)
        return next(filter(None, candidates), "")
