"""What is held about a contact as proof: consents and copies of the ID."""

from __future__ import annotations

from django.db.models import F

from contacts.models import Contact, ContactConsent, ContactFile


def consents_of(contact: Contact) -> list[ContactConsent]:
    """The contact's consents, those in force first, each with its file and people, in one query."""
    consents = ContactConsent.objects.filter(contact=contact)
    people = consents.select_related("file", "recorded_by", "withdrawn_by")
    return list(people.order_by(F("withdrawn_at").desc(nulls_first=True), "-given_at", "-id"))


def id_copies_of(contact: Contact) -> list[ContactFile]:
    """The present copies of the contact's ID, in one query."""
    copies = ContactFile.objects.identity().filter(contact=contact, deleted_at__isnull=True)
    return list(copies.select_related("stored"))
