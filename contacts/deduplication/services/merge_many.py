"""Merges many pairs as one action: a few while the person waits, all as a run of the worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction

from audit.context import joined_action
from base.errors import DomainError
from contacts.deduplication.pairs import of_certainty, open_pairs
from contacts.deduplication.services.merge import GONE, merge_contacts
from contacts.models import Contact, ContactMerge, NotDuplicate

# The name of these runs.
KIND = "merge"
# Up to so many are merged while the person waits.
AT_ONCE = 50

Pair = Sequence[int]  # the ids of two contacts, the smaller one first


def certain_pairs(agency_id: int) -> list[Pair]:
    """The agency's certain pairs, best first."""
    return list(of_certainty(open_pairs(agency_id), "sicher").values_list("a", "b"))


def merge_certain(*, agency_id: int) -> int:
    """Merges the agency's certain pairs; returns how many contacts went.

    A pair that cannot be merged is left.
    """
    with joined_action("contacts.merge_many"):
        return sum(_merged(agency_id, pair) for pair in certain_pairs(agency_id))


def _merged(agency_id: int, pair: Pair) -> int:
    try:
        return merge_pairs(agency_id=agency_id, pairs=[pair])
    except DomainError:
        return 0


@transaction.atomic
def merge_pairs(*, agency_id: int, pairs: Sequence[Pair]) -> int:
    """Merges these pairs; returns how many contacts went.

    Of three contacts that are one, two go into the third. Pairs that were told apart meanwhile
    stay apart. Raises DomainError when one of the contacts was deleted meanwhile; nothing is
    merged then.
    """
    went = 0
    with joined_action("contacts.merge_many"):
        for one, other in _undecided(agency_id, pairs):
            first, second = _whole(agency_id, one), _whole(agency_id, other)
            if first != second:
                kept, gone = preferred(first, second)
                merge_contacts(kept=kept, gone=gone)
                went += 1
    return went


def _undecided(agency_id: int, pairs: Sequence[Pair]) -> Iterator[Pair]:
    told = NotDuplicate.objects.filter(agency=agency_id, a__in=[one for one, _other in pairs])
    apart = set(told.values_list("a", "b"))
    return (pair for pair in pairs if tuple(pair) not in apart)


def _whole(agency_id: int, pk: int) -> Contact:
    """The contact, or the one that it has gone into."""
    contact = Contact.objects.filter(agency=agency_id, pk=pk).first()
    if contact is None:
        raise DomainError(str(GONE))
    while contact.deleted_at:
        merge = ContactMerge.objects.filter(gone_id=contact.pk).select_related("kept").last()
        if merge is None:
            break
        contact = merge.kept
    return contact


def preferred(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """The contact to keep and the one to merge into it: confirmed, looked after, older."""
    first, second = sorted((one, other), key=_worth)
    return first, second


def _worth(contact: Contact) -> tuple[bool, int, int]:
    return contact.terms_confirmed_at is None, -contact.open_orders, contact.pk
