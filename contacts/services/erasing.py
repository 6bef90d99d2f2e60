"""Erases contacts for good: the row, what hangs on it by its declared rules, and the files."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from audit.bin import erasing
from contacts.models import Contact, ContactMerge
from contacts.relation_rules import relation_rules


def erase_contact(*, contact: Contact) -> None:
    """Erases a contact that is in the bin; nothing brings it back.

    Raises DomainError when the contact is not in the bin (any more), or when a row has to be
    kept with it.
    """
    erasing.erase(
        # Those merged into another too, which are not in the bin but end with the same time.
        Contact.objects.filter(deleted_at__isnull=False),
        contact.pk,
        relation_rules(),
        subject="contact",
        named="contacts.erase",
        gone=_("Dieser Kontakt liegt nicht mehr im Papierkorb."),
        stories=_stories,
    )


def _stories(contact: Contact) -> list[int] | None:
    """What happened to one who was merged away is the story of the one who stayed."""
    if ContactMerge.objects.filter(gone_id=contact.pk).update(secrets={}):
        return None
    return list(contact.merges.values_list("gone_id", flat=True))


def erase_expired(now: datetime | None = None) -> int:
    """Erases the contacts whose time in the bin is over; returns how many."""
    deleted = Contact.objects.filter(deleted_at__isnull=False)
    return erasing.erase_expired(deleted, lambda contact: erase_contact(contact=contact), now)
