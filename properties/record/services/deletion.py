"""Deletes properties softly, brings them back, and erases them for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.bin import erasing
from audit.context import joined_action
from base.errors import DomainError
from properties.bin_rules import bin_rules
from properties.models import Property
from properties.parties.services import refresh_parties


@transaction.atomic
def delete_property(*, property: Property, by_feed: bool = False) -> UUID:
    """Puts it into the bin; returns the context by which it can be taken back.

    What hangs on it stays and comes back with it: pictures, documents, parties, links. `by_feed`
    says that its feed deleted it: what people deleted no feed brings back by itself.
    """
    with joined_action("properties.delete") as context:
        present = Property.objects.present().filter(pk=property.pk)
        present.update(deleted_at=timezone.now(), deleted_by_feed=by_feed)
        refresh_parties([property.pk])
    return context.id


@transaction.atomic
def restore_property(*, property: Property) -> None:
    """Brings it back as it was. Raises DomainError when its number was given away meanwhile."""
    with joined_action("properties.restore"):
        _check_number(property)
        Property.objects.in_bin().filter(pk=property.pk).update(
            deleted_at=None, deleted_by_feed=False, imported_digest=""
        )
        refresh_parties([property.pk])


def erase_property(*, property: Property) -> None:
    """Erases a property that is in the bin, with its pictures, documents and parties.

    Nothing brings it back. Links to its documents open nothing any more, but their views stay:
    they are proof. Raises DomainError when it is not in the bin (any more).
    """
    erasing.erase(
        Property.objects.in_bin(),
        property.pk,
        bin_rules(),
        subject="property",
        named="properties.erase",
        gone=_("Diese Immobilie liegt nicht mehr im Papierkorb."),
    )


def erase_expired(now: datetime | None = None) -> int:
    """Erases the properties whose time in the bin is over; returns how many."""
    return erasing.erase_expired(
        Property.objects.in_bin(), lambda one: erase_property(property=one), now
    )


def _check_number(property: Property) -> None:
    if not property.object_number:
        return
    present = Property.objects.present().filter(agency_id=property.agency_id)
    taken = present.filter(object_number=property.object_number).first()
    if taken is not None:
        raise DomainError(
            _("Die Objektnummer %(number)s hat inzwischen „%(other)s“. Ändern Sie sie dort zuerst.")
            % {"number": property.object_number, "other": taken}
        )
