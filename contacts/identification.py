"""Warns when an ID runs out, and proposes when data of a person has to be deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Contact

# Time enough to ask for a new one before the next deed.
WARN_BEFORE = timedelta(days=60)
_KEPT_YEARS = 5


def id_warning(contact: Contact, today: date) -> str:
    """What to say about an ID that has run out or is about to; empty where all is well."""
    until = contact.id_valid_until
    if until is None or until > today + WARN_BEFORE:
        return ""
    return _("Ausweis abgelaufen") if until < today else _("Ausweis läuft bald ab")


def deletion_warning(contact: Contact, today: date) -> str:
    """What to say once the day is there on which the data should go; empty before.

    Nothing is deleted by itself: a claim may be pending, so a person decides.
    """
    is_due = contact.delete_on is not None and contact.delete_on <= today
    return _("Löschfrist erreicht") if is_due else ""


@dataclass(frozen=True)
class Proposal:
    """The day on which the data may go at the earliest, and the rule behind it."""

    day: date
    reason: str


def deletion_proposal(contact: Contact, country: str, today: date) -> Proposal:
    """Five years after what happened last with the contact.

    AT GewO § 365y: five years after the relationship or the occasional transaction ends. DE GwG
    § 8 Abs. 4: five years, counted from the end of the calendar year. Nobody knows yet when the
    relationship ends, so the day moves with the last activity until somebody writes one down.
    """
    known = [contact.id_checked_on, _day_of_last_activity(contact)]
    last = max([day for day in known if day], default=today)
    if country == "DE":
        day = date(last.year + _KEPT_YEARS, 12, 31)
        return Proposal(day, _("5 Jahre nach Ende des Jahres der letzten Aktivität (GwG § 8)"))
    day = _years_later(last, _KEPT_YEARS)
    return Proposal(day, _("5 Jahre nach der letzten Aktivität (GewO § 365y)"))


def _day_of_last_activity(contact: Contact) -> date | None:
    at = contact.last_activity_at
    return timezone.localtime(at).date() if at else None


def _years_later(day: date, years: int) -> date:
    """The same day years later; after the 29th of February comes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
