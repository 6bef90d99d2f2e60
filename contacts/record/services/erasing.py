"""Erases contacts for good: the row, what hangs on it by its declared rules, and the files."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from audit.bin import erasing
from base.jobs.bulk.services import forget_made_from
from base.jobs.services.forgetting import forget_items
from contacts.models import Contact, ContactMerge
from contacts.references import reference_rules

# Codes of the imports, exports and bulk runs (`import_kinds`, `bulk_kinds`) that tell of contacts.
IMPORTS = ["contacts"]
RUNS = ["contacts", "contacts_export"]


def erase_contact(*, contact: Contact) -> None:
    """Erases a contact that is in the bin; nothing brings it back.

    Raises DomainError when the contact is not in the bin (any more), or when a row has to be
    kept with it.
    """
    erasing.erase(
        # Those merged into another too, which are not in the bin but end with the same time.
        Contact.objects.filter(deleted_at__isnull=False),
        contact.pk,
        reference_rules(),
        subject="contact",
        named="contacts.erase",
        gone=_("Dieser Kontakt liegt nicht mehr im Papierkorb."),
        stories=_stories,
        forget=_forget,
    )


def _stories(contact: Contact) -> list[int] | None:
    """What happened to one who was merged away is the story of the one who stayed."""
    if ContactMerge.objects.filter(gone_id=contact.pk).update(secrets={}):
        return None
    return list(contact.merges.values_list("gone_id", flat=True))


def _forget(contact: Contact) -> None:
    forget_items(agency_id=contact.agency_id, kinds=IMPORTS, result_id=contact.pk)
    forget_made_from(agency_id=contact.agency_id, kinds=RUNS)


def erase_expired(now: datetime | None = None) -> int:
    """Erases the contacts whose time in the bin is over; returns how many."""
    deleted = Contact.objects.filter(deleted_at__isnull=False)
    return erasing.erase_expired(deleted, lambda contact: erase_contact(contact=contact), now)
