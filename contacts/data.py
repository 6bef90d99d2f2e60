"""Describes the contact to be saved: the input of `contacts.services.save_contact`.

Only what is named is changed. `base` holds what the person saw before they changed it, as
`base.editing.baseline` returned it; with it a save merges into what others saved meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from base.editing.baseline import Baseline, comparable
from contacts.choices import PhoneKind, ReachKind


@dataclass(frozen=True)
class RowData:
    """One phone, e-mail or postal address: a new one without `id`, else changes to that row."""

    values: Mapping[str, Any]
    id: int | None = None
    base: Baseline | None = None
    removed: bool = False

    @property
    def touched(self) -> dict[str, Any]:
        """The values that this person changed: those that differ from what the page showed."""
        shown = self.base or {}
        return {
            name: value
            for name, value in self.values.items()
            if name not in shown or comparable(value) != shown[name]
        }


@dataclass(frozen=True)
class ContactData:
    """Values of contact fields by name, and rows below the contact; unnamed ones stay."""

    values: Mapping[str, Any] = field(default_factory=dict)
    phones: Sequence[RowData] = ()
    emails: Sequence[RowData] = ()
    addresses: Sequence[RowData] = ()
    base: Baseline | None = None

    @property
    def touches_rows(self) -> bool:
        """Whether anything is asked of the rows below the contact."""
        rows = [*self.phones, *self.emails, *self.addresses]
        return any(row.id is None or row.removed or row.touched for row in rows)


def phone_row(
    number: str, *, kind: str = PhoneKind.MOBILE, is_primary: bool = False, note: str = ""
) -> RowData:
    """A new phone number in any notation."""
    return RowData({"number": number, "kind": kind, "is_primary": is_primary, "note": note})


def email_row(address: str, *, kind: str = ReachKind.PRIVATE, is_primary: bool = False) -> RowData:
    """A new e-mail address."""
    return RowData({"address": address, "kind": kind, "is_primary": is_primary})


def address_row(
    *, kind: str = ReachKind.PRIVATE, is_primary: bool = False, **parts: str
) -> RowData:
    """A new postal address; `parts` are the columns of ContactAddress (street, place …)."""
    return RowData({**parts, "kind": kind, "is_primary": is_primary})
