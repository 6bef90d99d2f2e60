"""What the security record is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from base.accounts.record.models import EventKind, SecurityEvent, SecurityEventQuerySet
from base.labels import Label
from base.listing.address import read_id

GROUPS: dict[str, tuple[Label, frozenset[EventKind]]] = {
    "anmeldungen": (
        _("Anmeldungen"),
        frozenset({EventKind.SIGNED_IN, EventKind.SIGNED_OUT, EventKind.SESSION_ENDED}),
    ),
    "fehlversuche": (
        _("Fehlversuche"),
        frozenset({EventKind.SIGN_IN_FAILED, EventKind.CODE_FAILED}),
    ),
    "zugaenge": (
        _("Passwörter und Faktoren"),
        frozenset(
            {
                EventKind.PASSWORD_CHANGED,
                EventKind.EMAIL_WANTED,
                EventKind.EMAIL_CHANGED,
                EventKind.APP_ADDED,
                EventKind.APP_REMOVED,
                EventKind.PASSKEY_ADDED,
                EventKind.PASSKEY_REMOVED,
                EventKind.CODES_MADE,
            }
        ),
    ),
    "team": (
        _("Team"),
        frozenset(
            {
                EventKind.INVITED,
                EventKind.INVITATION_WITHDRAWN,
                EventKind.JOINED,
                EventKind.ROLE_CHANGED,
                EventKind.DEACTIVATED,
                EventKind.REACTIVATED,
            }
        ),
    ),
    "buero": (_("Büro"), frozenset({EventKind.AGENCY_CHANGED, EventKind.SENDER_CHANGED})),
    "exporte": (_("Exporte"), frozenset({EventKind.EXPORTED, EventKind.EXPORT_CHANGED})),
}


@dataclass(frozen=True)
class Asked:
    """What the address of the page asks for; what it does not understand counts as not asked."""

    group: str = ""
    actor_id: int | None = None

    @classmethod
    def of(cls, given: QueryDict) -> Asked:
        group = given.get("art", "")
        return cls(
            group=group if group in GROUPS else "",
            actor_id=read_id(given.get("wer", "")) or None,
        )


def events_asked_for(agency_id: int, asked: Asked) -> SecurityEventQuerySet:
    """What the record of an agency holds of it, newest first."""
    events = SecurityEvent.objects.of(agency_id)
    if asked.group:
        events = events.filter(kind__in=GROUPS[asked.group][1])
    if asked.actor_id is not None:
        events = events.filter(actor_id=asked.actor_id)
    return events
