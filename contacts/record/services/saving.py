"""Creates and changes contacts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction

from audit.context import joined_action
from base.accounts.models import Agency, User
from base.editing.conflicts import ChangedMeanwhile, Conflict
from base.editing.merging import merge_into
from contacts.choices import ContactKind
from contacts.data import ContactData
from contacts.deduplication.key_locks import lock_keys
from contacts.deduplication.one_draft import find_duplicates
from contacts.derived.identity import DERIVED_FROM, lock_identified, snapshots
from contacts.derived.services.refresh import (
    derive_new,
    refresh_changed,
    refresh_derived,
    write_new,
)
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.record import Record
from contacts.errors import DuplicatesFound
from contacts.models import Contact
from contacts.record.services.contact_points import add_rows, new_rows, save_rows
from contacts.record.services.couple_names import rename_couple
from contacts.record.services.insert_many import insert_many, number


@transaction.atomic
def save_contact(
    *,
    agency: Agency,
    contact: Contact | None,
    data: ContactData,
    user: User | None,
    accept_duplicates: Collection[int] | bool = False,
) -> Contact:
    """Creates a contact, or changes `contact`, and returns it as it is now.

    Raises DuplicatesFound when it resembles contacts that are not in `accept_duplicates` (True
    accepts all; a change asks only when it touches name, birth date, phone or e-mail), and
    ChangedMeanwhile when somebody else changed the same fields since `data.base`. Nothing is
    saved then. Two people who save the same person at one moment are no exception: the second
    waits for the first and then finds their contact.
    """
    if contact is None:
        with joined_action("contacts.create"):
            created = create_contacts(agency=agency, items=[data], user=user)[0]
            _check_duplicates(agency, snapshots([created.pk])[0].record, accept_duplicates)
            created.refresh_from_db()
            return created
    with joined_action("contacts.update"):
        return _change(agency, contact.pk, data, accept_duplicates)


def _change(agency: Agency, pk: int, data: ContactData, accept: Collection[int] | bool) -> Contact:
    contact, before = lock_identified(pk, agency)
    conflicts: list[Conflict] = []
    changed = merge_into(contact, data.values, data.base, conflicts)
    has_changed_rows = data.touches_rows and save_rows(contact, data, agency.country, conflicts)
    if conflicts:
        raise ChangedMeanwhile(conflicts)
    if changed or has_changed_rows:
        contact.version += 1
        contact.save(update_fields=[*changed, "version", "updated_at"])
        # What is derived stays as it is where nothing changed that it comes from.
        if has_changed_rows or DERIVED_FROM.intersection(changed):
            _derive(agency, contact, before.record, accept)
    return contact


def _derive(
    agency: Agency, contact: Contact, before: Record, accept: Collection[int] | bool
) -> None:
    """Follows a change of what identifies the contact; `before` is what it was known by."""
    if contact.is_in_couple:
        rename_couple(member=contact, before=before)
    after = refresh_changed(contact).record
    if _identity(before) != _identity(after):
        _check_duplicates(agency, after, accept)


def create_contacts(
    *, agency: Agency, items: Sequence[ContactData], user: User | None
) -> list[Contact]:
    """Creates many contacts at once without asking about duplicates (imports have asked)."""
    with transaction.atomic(), joined_action("contacts.create"):
        responsible = user if user is not None and user.agency_id == agency.pk else None
        contacts = [
            Contact(agency=agency, **{"responsible": responsible, **item.values}) for item in items
        ]
        number(contacts)
        made = [
            (contact, new_rows(contact, item, agency.country))
            for contact, item in zip(contacts, items, strict=True)
        ]
        derived = derive_new(made)
        insert_many(contacts)
        add_rows(row for _contact, rows in made for row in rows)
        write_new(derived)
        refresh_derived(contact.pk for contact in contacts if contact.kind == ContactKind.COUPLE)
    return contacts


def _identity(record: Record) -> Record:
    """What makes people ask »do we know each other?«; moving house does not."""
    return replace(record, addresses=())


def _check_duplicates(agency: Agency, record: Record, accept: Collection[int] | bool) -> None:
    lock_keys(agency.pk, blocking_keys(record))
    if accept is True:
        return
    found = find_duplicates(record, agency)
    known = frozenset(accept or ())
    if any(candidate.id not in known for candidate in found):
        raise DuplicatesFound(found)
