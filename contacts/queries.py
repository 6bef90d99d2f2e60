"""Reads contacts: who resembles whom, what a search finds, what hangs on a contact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from base.accounts.models import Agency
from contacts.data import ContactData
from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import compare
from contacts.errors import DuplicateCandidate
from contacts.models import Contact, ContactKey, ContactWord
from contacts.models.contact import ContactQuerySet
from contacts.normalise import search_terms
from contacts.relation_rules import relation_rules
from contacts.snapshots import draft_record, snapshots

__all__ = ["Attachment", "DuplicateCandidate", "attachments", "find_duplicates", "search"]

# How many contacts that share a key are compared, and how many of them a person is shown.
_COMPARED = 100
_SHOWN = 5
# A single word that more contacts have than this is too common to be listed completely.
SEARCH_CAP = 10_000


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


def search(contacts: ContactQuerySet, agency_id: int, query: str) -> ContactQuerySet:
    """Those of `contacts` that have, for each word of `query`, one that begins with it.

    Words are compared folded (ä, ae and a are one), phones in any notation.
    """
    terms = sorted(search_terms(query), key=lambda term: -len(term[0]))
    if not terms:
        return contacts.none() if query.strip() else contacts
    rarest, *others = terms
    having = _having(agency_id, rarest).values("contact")
    if not others:
        # A fence for the planner: it reads the words first and never walks the sort index.
        having = having.order_by("word", "sort_key", "contact")[:SEARCH_CAP]
    found = contacts.filter(pk__in=having)
    for term in others:
        found = found.filter(_any(f" {prefix}" for prefix in term))
    return found


def _having(agency_id: int, prefixes: tuple[str, ...]) -> QuerySet[ContactWord]:
    begins = reduce(or_, (Q(word__startswith=prefix) for prefix in prefixes))
    return ContactWord.objects.filter(begins, agency_id=agency_id)


def _any(parts: Any) -> Q:
    return reduce(or_, (Q(search_text__contains=part) for part in parts))


@dataclass(frozen=True)
class Attachment:
    """What of one kind hangs on a contact, in words: »3 Suchaufträge«."""

    text: str
    count: int


def attachments(contact: Contact) -> list[Attachment]:
    """What hangs on a contact and would go with it, rows of upper apps included.

    By the declared rules: kinds without words of their own are parts of the record itself.
    """
    counts: Counter[str] = Counter()
    words: dict[str, Any] = {}
    for rule in relation_rules():
        if rule.counted:
            label = f"{rule.model._meta.label}"
            words[label] = rule.counted
            counts[label] += rule.present_rows(contact.pk).count()
    return [
        Attachment(str(words[label] % {"count": count}), count)
        for label, count in counts.items()
        if count
    ]
