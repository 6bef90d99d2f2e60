"""Writes the column that says since when AGB and Provision are confirmed."""

from collections.abc import Mapping
from datetime import datetime

from contacts.models import Contact


def note_terms(*, moments: Mapping[int, datetime | None]) -> None:
    """Writes the moment of confirmation, None for a contact that has not confirmed, by id."""
    for contact_id, moment in moments.items():
        Contact.objects.filter(pk=contact_id).exclude(terms_confirmed_at=moment).update(
            terms_confirmed_at=moment
        )
