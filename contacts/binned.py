"""The bin: deleted contacts that can be brought back, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from base.accounts.models import User
from contacts.models import Contact
from contacts.models.contact import ContactQuerySet
from contacts.services.erasing import expires_at

_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Binned:
    """A contact in the bin as the page shows it; `days_left` is 0 once its time is over."""

    contact: Contact
    days_left: int


def contacts_in_bin(user: User) -> ContactQuerySet:
    """What the person's agency has deleted, the latest first."""
    visible: ContactQuerySet = Contact.objects.visible_to(user)  # type: ignore[assignment]
    return visible.in_bin().order_by("-deleted_at", "-pk")


def binned(contact: Contact, now: datetime) -> Binned:
    """The contact with the days that are left to bring it back, begun ones included."""
    left = (expires_at(contact) - now).total_seconds()
    return Binned(contact, max(0, ceil(left / _DAY)))
