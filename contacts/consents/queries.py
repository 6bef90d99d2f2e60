"""Reads the consents of a contact."""

from __future__ import annotations

from django.db.models import F

from contacts.models import Contact, ContactConsent


def consents_of(contact: Contact) -> list[ContactConsent]:
    """The contact's consents, those in force first, each with its file and people, in one query."""
    consents = ContactConsent.objects.filter(contact=contact)
    people = consents.select_related("file", "recorded_by", "withdrawn_by")
    return list(people.order_by(F("withdrawn_at").desc(nulls_first=True), "-given_at", "-id"))
