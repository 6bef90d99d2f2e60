"""Deletes contacts softly."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from audit.context import joined_action
from contacts.derived.services.refresh import refresh_derived
from contacts.derived.services.roles_and_couples import refresh_roles_and_couples
from contacts.models import Contact


@transaction.atomic
def delete_contact(*, contact: Contact) -> None:
    """Puts the contact into the bin: it is no longer listed, found or compared.

    What hangs on it stays and comes back with it; upper apps treat it as gone because the
    contact is.
    """
    with joined_action("contacts.delete"):
        contact.deleted_at = timezone.now()
        contact.save(update_fields=["deleted_at", "updated_at"])
        refresh_derived([contact.pk])
        refresh_roles_and_couples([contact.pk])


@transaction.atomic
def restore_contact(*, contact: Contact) -> None:
    """Brings a deleted contact back as it was."""
    with joined_action("contacts.restore"):
        contact.deleted_at = None
        contact.save(update_fields=["deleted_at", "updated_at"])
        refresh_derived([contact.pk])
        refresh_roles_and_couples([contact.pk])
