"""What the cells of one row say, gathered field by field, with the problems of each cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import phonenumbers
from django.utils.translation import gettext as _

from contacts.choices import PhoneKind
from contacts.data import RowData, email_row, phone_row


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with the cell of a column, and what became of it."""

    column: int
    message: str


@dataclass(slots=True)
class Cells:
    """The row so far. `texts` are values by the code of their field, `parts` those of addresses."""

    country: str
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    phones: list[tuple[str, str]] = field(default_factory=list)
    emails: list[tuple[str, str]] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rating: int | None = None
    label: str = ""
    problems: list[CellProblem] = field(default_factory=list)

    def note(self, heading: str, text: str) -> None:
        """Keeps what has no field of its own."""
        self.notes.append(f"{heading}: {text}")

    def odd(self, column: int, message: str) -> None:
        """Tells of a cell what is odd about it."""
        self.problems.append(CellProblem(column, message))

    def unknown(self, column: int, heading: str, text: str) -> None:
        """Keeps a word that no field knows in the remarks, and tells so."""
        self.note(heading, text)
        self.odd(column, _("»%(text)s« ist hier nicht bekannt und steht in den Bemerkungen.")
                 % {"text": text})  # fmt: skip

    def phone_rows(self) -> list[RowData]:
        """The numbers, each once, the first as the primary one."""
        found: dict[str, str] = {}
        for number, kind in self.phones:
            found.setdefault(number, kind)
        return [
            phone_row(number, kind=kind or _guessed_kind(number), is_primary=place == 0)
            for place, (number, kind) in enumerate(found.items())
        ]

    def email_rows(self) -> list[RowData]:
        """The addresses, each once, the first as the primary one."""
        found: dict[str, tuple[str, str]] = {}
        for address, kind in self.emails:
            found.setdefault(address.casefold(), (address, kind))
        return [
            email_row(address, kind=kind, is_primary=place == 0)
            for place, (address, kind) in enumerate(found.values())
        ]


def _guessed_kind(number: str) -> str:
    """Mobile or not, as the number itself tells where it is written with its country."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return PhoneKind.OTHER
    kinds = {
        phonenumbers.PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE: PhoneKind.HOME,
    }
    return kinds.get(kind, PhoneKind.OTHER)
