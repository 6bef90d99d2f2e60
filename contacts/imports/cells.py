"""Gathers what the cells of one row say, field by field, with the problems of each cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import phonenumbers
from django.utils.translation import gettext as _

from contacts.choices import PhoneKind
from contacts.data import RowData, email_row, phone_row
from contacts.fields.calling import Home
from contacts.fields.normalise import PhoneNumber
from contacts.imports.card_in_words import no_such_number


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with the cell of a column, and what became of it."""

    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as its cell has it; it is read when the row's addresses are known."""

    column: int
    number: str
    kind: str


@dataclass(slots=True)
class Cells:
    """The row so far. `texts` are values by the code of their field."""

    country: str
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    phones: list[Typed] = field(default_factory=list)
    addresses: list[dict[str, str]] = field(default_factory=list)
    home: Home = field(default_factory=lambda: Home(""))
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
        self.odd(
            column,
            _("»%(text)s« ist hier nicht bekannt und steht in den Bemerkungen.") % {"text": text},
        )

    def settle_phones(self, home: Home) -> None:
        """Says which numbers there are none of, now that it is known where they are at home."""
        self.home = home
        for typed in self.phones:
            if not self._read(typed).e164:
                self.odd(typed.column, no_such_number(typed.number))

    def _read(self, typed: Typed) -> PhoneNumber:
        return self.home.read(typed.number, typed.kind)

    def phone_rows(self) -> list[RowData]:
        """The numbers, each once, the first as the primary one."""
        found: dict[str, tuple[PhoneNumber, str]] = {}
        for typed in self.phones:
            number = self._read(typed)
            first, kind = found.get(number.shown, (number, typed.kind))
            words = dict.fromkeys(filter(None, [first.note, number.note]))
            found[number.shown] = (replace(first, note=", ".join(words)), kind)
        return [
            phone_row(
                number.shown,
                kind=kind or _guessed_kind(number.e164),
                is_primary=place == 0,
                note=number.note,
            )
            for place, (number, kind) in enumerate(found.values())
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
    """Mobile or not, as a number in E.164 itself tells."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return PhoneKind.OTHER
    kinds = {
        phonenumbers.PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE: PhoneKind.HOME,
    }
    return kinds.get(kind, PhoneKind.OTHER)
