"""Stores the decision that two contacts are no duplicates, and takes it back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from audit.context import joined_action
from base.accounts.models import User
from base.errors import DomainError
from contacts.models import Contact, Examination, MatchRecord, NotDuplicate


@transaction.atomic
def tell_apart(*, one: Contact, other: Contact, user: User | None) -> NotDuplicate:
    """Remembers that the two are no duplicates; nobody is asked about them again.

    Raises DomainError for a contact and itself, and for contacts of two agencies.
    """
    if one.pk == other.pk or one.agency_id != other.agency_id:
        raise DomainError(_("Bitte wählen Sie zwei verschiedene Kontakte."))
    a, b = sorted((one, other), key=lambda contact: contact.pk)
    with joined_action("contacts.tell_apart"):
        decision, _created = NotDuplicate.objects.get_or_create(
            a=a, b=b, defaults={"agency_id": a.agency_id, "decided_by": user}
        )
    _examine_again(decision)
    return decision


@transaction.atomic
def take_decision_back(*, decision: NotDuplicate) -> None:
    """Forgets that two contacts were told apart: they may be shown as duplicates again."""
    with joined_action("contacts.take_decision_back"):
        _examine_again(decision)
        decision.delete()


def _examine_again(decision: NotDuplicate) -> None:
    """A third contact may have been judged by this pair."""
    MatchRecord.objects.filter(pk__in=(decision.a_id, decision.b_id)).update(
        examination=Examination.DUE
    )
