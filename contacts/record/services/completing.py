"""Completes a contact that exists with what was typed for a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from audit.context import joined_action
from base.accounts.models import User
from contacts.data import ContactData, RowData
from contacts.fields.calling import Home, home_of
from contacts.models import Contact
from contacts.record.services.saving import save_contact

# One date in two columns: as a day, and as it was told where no such day exists.
_BIRTH = frozenset({"birth_date", "birth_date_text"})
_PLACE = ("street", "house_number", "staircase", "floor", "door", "postal_code", "place")


@transaction.atomic
def complete_contact(*, contact: Contact, data: ContactData, user: User | None) -> Contact:
    """Fills what is empty and adds numbers and addresses that are new; changes nothing else."""
    with joined_action("contacts.complete"):
        locked = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
        return save_contact(
            agency=locked.agency,
            contact=locked,
            data=_missing(locked, data),
            user=user,
            accept_duplicates=True,
        )


def _missing(contact: Contact, data: ContactData) -> ContactData:
    stored = [row.__dict__ for row in contact.addresses.all()]
    typed = [row.values for row in data.addresses if not row.removed]
    home = home_of(contact.agency.country, [*stored, *typed])
    return ContactData(
        values=_unknown(contact, data.values),
        phones=_new(data.phones, contact.phones.all(), lambda row: _digits(row, home)),
        emails=_new(data.emails, contact.emails.all(), lambda row: row["address"].lower()),
        addresses=_new(data.addresses, contact.addresses.all(), _place),
    )


def _unknown(contact: Contact, values: Mapping[str, Any]) -> dict[str, Any]:
    known = {name for name in values if not _is_empty(getattr(contact, name))}
    if known & _BIRTH:
        known |= _BIRTH
    return {
        name: value for name, value in values.items() if name not in known and not _is_empty(value)
    }


def _is_empty(value: Any) -> bool:
    return value in (None, "", [])


def _new(rows: Any, stored: Any, same: Callable[[Mapping[str, Any]], object]) -> list[RowData]:
    """The rows that are not there yet, each once; which one is primary stays."""
    known = {same(row.__dict__) for row in stored}
    fresh = {same(row.values): row for row in rows if not row.removed}
    return [
        replace(row, values={**row.values, "is_primary": False})
        for key, row in fresh.items()
        if key not in known
    ]


def _digits(row: Mapping[str, Any], home: Home) -> str:
    read = home.read(row["number"], str(row.get("kind", "")))
    return read.e164 or read.shown


def _place(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(name) or "").casefold() for name in _PLACE)
