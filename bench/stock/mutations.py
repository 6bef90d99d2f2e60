"""People as they are entered a second time: misspelt, moved, with another phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_NICKNAMES = {
    "Johann": "Hans",
    "Josef": "Sepp",
    "Franz": "Franzl",
    "Elisabeth": "Sissi",
    "Michael": "Michi",
    "Katharina": "Kathi",
    "Alexander": "Alex",
    "Andreas": "Andi",
    "Margarete": "Grete",
    "Maximilian": "Max",
    "Theresa": "Resi",
    "Johanna": "Hanna",
    "Christine": "Christl",
}


NAMES = ("given_name", "family_name", "company_name")
PARTS = ("street", "house_number", "postal_code", "place")


@dataclass
class Draft:
    """A contact as it is typed in: NAMES, then how to reach it, then PARTS of the address."""

    given_name: str
    family_name: str
    company_name: str
    phone: str
    email: str
    street: str
    house_number: str
    postal_code: str
    place: str


def mutate(draft: Draft, chance: Random) -> Draft:
    """Changes `draft` in one to three ways."""
    for change in chance.sample(_CHANGES, chance.randint(1, 3)):
        change(draft, chance)
    return draft


def _slip(draft: Draft, chance: Random) -> None:
    """Two letters of the name change places."""
    name = draft.family_name
    if len(name) > 3:
        at = chance.randrange(1, len(name) - 1)
        draft.family_name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _write_out(draft: Draft, chance: Random) -> None:
    for letter, written in _UMLAUTS.items():
        draft.family_name = draft.family_name.replace(letter, written)
        draft.street = draft.street.replace(letter, written)


def _nickname(draft: Draft, chance: Random) -> None:
    draft.given_name = _NICKNAMES.get(draft.given_name, draft.given_name)


def _swap(draft: Draft, chance: Random) -> None:
    draft.given_name, draft.family_name = draft.family_name, draft.given_name


def _local_phone(draft: Draft, chance: Random) -> None:
    if draft.phone.startswith("+43 "):
        draft.phone = draft.phone.replace("+43 ", "0").replace(" ", "/", 1)


def _other_phone(draft: Draft, chance: Random) -> None:
    draft.phone = f"0664 {chance.randint(1_000_000, 9_999_999)}"


def _no_email(draft: Draft, chance: Random) -> None:
    draft.email = ""


def _moved(draft: Draft, chance: Random) -> None:
    draft.street, draft.house_number = "Neue Gasse", str(chance.randint(1, 90))


def _short_street(draft: Draft, chance: Random) -> None:
    draft.street = draft.street.replace("straße", "str.")


_CHANGES: list[Callable[[Draft, Random], None]] = [
    _slip,
    _write_out,
    _nickname,
    _swap,
    _local_phone,
    _other_phone,
    _no_email,
    _moved,
    _short_street,
]
