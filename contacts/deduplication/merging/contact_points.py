"""Moves phones, e-mail and postal addresses to the contact that stays, without doubles."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from contacts.duplicates.normalise import email, fold, phone_core, split_street
from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone


def same_phone(row: ContactPhone) -> str:
    """Equal for one number in two notations."""
    return phone_core(row.e164 or row.number)


def same_email(row: ContactEmail) -> str:
    """Equal for two spellings of one mailbox."""
    return email(row.address) or row.address


def same_address(row: ContactAddress) -> Hashable:
    """Equal for two spellings of one door."""
    street, number = split_street(row.street, row.house_number)
    door = (row.staircase, row.floor, row.door)
    return street, number, door, row.postal_code.strip(), fold(row.place)


def move_phones(gone: Contact, kept: Contact) -> None:
    """Numbers that the contact that stays does not have."""
    _move(ContactPhone, gone, kept, same_phone)


def move_emails(gone: Contact, kept: Contact) -> None:
    """Mail addresses that the contact that stays does not have."""
    _move(ContactEmail, gone, kept, same_email)


def move_addresses(gone: Contact, kept: Contact) -> None:
    """Postal addresses that the contact that stays does not have."""
    _move(ContactAddress, gone, kept, same_address)


def _move(model: type[Any], gone: Contact, kept: Contact, same: Callable[[Any], Hashable]) -> None:
    """Moves new rows; doubles stay with the contact that goes. The primary one stays primary."""
    own = list(model._default_manager.filter(contact=kept))
    known = {same(row): row for row in own}
    has_primary = any(row.is_primary for row in own)
    for row in model._default_manager.filter(contact=gone).order_by("-is_primary", "pk"):
        if same(row) in known:
            _keep_words(row, known[same(row)])
            continue
        known[same(row)] = row
        row.contact = kept
        row.is_primary = row.is_primary and not has_primary
        row.save(update_fields=["contact", "is_primary"])


# What people write beside a number or an address, which the double that stays takes over.
_WORDS = {ContactPhone: "note", ContactAddress: "extra"}


def _keep_words(double: Any, stays: Any) -> None:
    """The words beside a double go to the row that stays; too many go to the remarks."""
    name = _WORDS.get(type(double), "")
    words, own = (getattr(row, name, "").strip() for row in (double, stays))
    if not words or fold(words) in fold(own):
        return
    both = ", ".join(filter(None, [own, words]))
    if len(both) <= type(stays)._meta.get_field(name).max_length:
        setattr(stays, name, both)
        stays.save(update_fields=[name])
        return
    contact = Contact.objects.get(pk=stays.contact_id)
    contact.remarks = f"{contact.remarks}\n{double}: {words}".strip()
    contact.save(update_fields=["remarks"])
