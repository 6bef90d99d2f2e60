"""Reads contacts: who resembles whom, what hangs on a contact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from base.accounts.models import Agency
from contacts.data import ContactData
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import compare
from contacts.errors import DuplicateCandidate
from contacts.models import Contact, ContactKey
from contacts.snapshots import draft_record, snapshots

__all__ = ["Attachment", "DuplicateCandidate", "attachments", "find_duplicates"]

# How many contacts that share a key are compared, and how many of them a person is shown.
_COMPARED = 100
_SHOWN = 5


def find_duplicates(draft: Record | ContactData, agency: Agency) -> list[DuplicateCandidate]:
    """The contacts of `agency` that `draft` may be a duplicate of, best first; not itself.

    Three queries whatever the size of the stock.
    """
    record = draft_record(draft, agency.country) if isinstance(draft, ContactData) else draft
    shared = (
        ContactKey.objects.filter(agency_id=agency.pk, key__in=blocking_keys(record))
        .exclude(contact=record.id)
        .values("contact")
        .annotate(shared=Count("key"))
        .order_by("-shared", "contact")
        .values_list("contact", flat=True)[:_COMPARED]
    )
    compared = [
        (candidate.id, compare(record, candidate.record))
        for candidate in snapshots(list(shared))
        if not candidate.is_deleted
    ]
    resembling = [(pk, found) for pk, found in compared if found.verdict != "unlikely"]
    best = sorted(resembling, key=lambda pair: -pair[1].score)[:_SHOWN]
    contacts = Contact.objects.in_bulk([pk for pk, _ in best])
    return [DuplicateCandidate(contacts[pk], comparison) for pk, comparison in best]


@dataclass(frozen=True)
class Attachment:
    """How many rows of one kind hang on a contact."""

    label: str
    count: int


def attachments(contact: Contact) -> list[Attachment]:
    """What hangs on a contact and would go with it, upper apps' rows included."""
    derived = {"ContactKey", "ContactWord"}
    counts: Counter[Any] = Counter()
    for relation in Contact._meta.related_objects:
        model: Any = relation.related_model
        if model.__name__ in derived:
            continue
        rows = model._base_manager.filter(**{relation.field.name: contact.pk})
        if any(column.name == "deleted_at" for column in model._meta.concrete_fields):
            rows = rows.filter(deleted_at__isnull=True)
        counts[model] += rows.count()
    return [
        Attachment(
            str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural), count
        )
        for model, count in counts.items()
        if count
    ]
