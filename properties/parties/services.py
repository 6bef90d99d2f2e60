"""Every change of who has to do with a property."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.context import action
from base.editing.baseline import Baseline
from base.editing.conflicts import ChangedMeanwhile, Conflict
from base.editing.merging import merge_into
from base.errors import DomainError
from contacts.models import Contact
from contacts.services import refresh_roles
from properties.models import Party, Property

MAX_NOTE = 300


def add_party(
    *, contact: Contact, property: Property, kind: str, note: str = ""
) -> tuple[Party, UUID]:
    """Says what `contact` is to `property`; returns the context for undo along with it.

    Raises DomainError when that is said already or the two belong to different agencies.
    """
    if contact.agency_id != property.agency_id:
        raise DomainError(_("Diese Immobilie gibt es nicht."))
    party = Party(agency_id=contact.agency_id, contact=contact, property=property)
    with transaction.atomic(), action("properties.add_party") as context:
        _write(party, kind, note)
    return party, context.id


def change_party(*, party: Party, kind: str, note: str, base: Baseline | None = None) -> UUID:
    """Says anew what the contact is to the property.

    Raises DomainError like `add_party`, and ChangedMeanwhile where somebody else changed the same
    since `base` was shown.
    """
    with transaction.atomic(), action("properties.change_party") as context:
        current = Party.objects.select_for_update(of=("self",)).filter(pk=party.pk).first()
        if current is None:
            raise DomainError(_("Diese Beteiligung wurde inzwischen entfernt."))
        conflicts: list[Conflict] = []
        merge_into(current, {"kind": kind, "note": _tidy(note)}, base, conflicts)
        if conflicts:
            raise ChangedMeanwhile(conflicts)
        _write(current, current.kind, current.note)
    return context.id


def remove_party(*, party: Party) -> UUID:
    """Takes it away; returns the context for undo."""
    with transaction.atomic(), action("properties.remove_party") as context:
        party.delete()
        refresh_roles([party.contact_id])
    return context.id


def move_parties(gone: Contact, kept: Contact) -> None:
    """Parties of a contact that is merged into another; what that is already goes."""
    known = set(Party.objects.filter(contact=kept).values_list("property", "kind"))
    for party in Party.objects.filter(contact=gone).order_by("pk"):
        if (party.property_id, party.kind) in known:
            party.delete()
        else:
            Party.objects.filter(pk=party.pk).update(contact=kept)


def refresh_parties(property_ids: Iterable[int]) -> None:
    """Rewrites the roles of the contacts of these properties, which came or went."""
    parties = Party.objects.filter(property__in=list(property_ids))
    refresh_roles(set(parties.order_by().values_list("contact", flat=True)))


def _tidy(note: str) -> str:
    return " ".join(note.split())[:MAX_NOTE]


def _write(party: Party, kind: str, note: str) -> None:
    party.kind, party.note = kind, _tidy(note)
    try:
        with transaction.atomic():
            party.save()
    except IntegrityError as error:
        if "party_once" not in str(error):
            raise
        message = _("%(name)s ist schon als %(kind)s eingetragen.")
        words = {"name": party.contact, "kind": party.get_kind_display()}
        raise DomainError(message % words, fields={"kind": message % words}) from None
    refresh_roles([party.contact_id])
