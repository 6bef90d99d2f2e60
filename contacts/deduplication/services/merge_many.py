"""Merges many pairs as one action."""

from __future__ import annotations

from django.db import transaction

from audit.context import joined_action
from base.errors import DomainError
from contacts.deduplication.pairs import open_pairs
from contacts.deduplication.services.merge import merge_contacts
from contacts.duplicates.weights import CERTAIN
from contacts.models import Contact

AT_ONCE = 100


def merge_certain(*, agency_id: int, up_to: int = AT_ONCE) -> int:
    """Merges the agency's certain pairs, the best `up_to` of them; returns how many contacts went.

    Of three contacts that are one, two go into the third. A pair that cannot be merged is left.
    """
    certain = open_pairs(agency_id).filter(score__gte=CERTAIN).select_related("a", "b")[:up_to]
    went: dict[int, Contact] = {}
    with transaction.atomic(), joined_action("contacts.merge_many"):
        for pair in certain:
            kept, gone = preferred(_now(pair.a, went), _now(pair.b, went))
            if kept.pk != gone.pk and _merged(kept, gone):
                went[gone.pk] = kept
    return len(went)


def preferred(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """The contact to keep and the one to merge into it: confirmed, looked after, older."""
    first, second = sorted((one, other), key=_worth)
    return first, second


def _worth(contact: Contact) -> tuple[bool, int, int]:
    return contact.terms_confirmed_at is None, -contact.open_orders, contact.pk


def _now(contact: Contact, went: dict[int, Contact]) -> Contact:
    while contact.pk in went:
        contact = went[contact.pk]
    return contact


def _merged(kept: Contact, gone: Contact) -> bool:
    try:
        merge_contacts(kept=kept, gone=gone)
    except DomainError:
        return False
    return True
