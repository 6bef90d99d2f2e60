"""What the security record is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base.accounts.record.models import Kind, SecurityEvent, SecurityEventQuerySet
from base.listing.address import read_id

GROUPS: dict[str, tuple[str | Promise, frozenset[Kind]]] = {
    "anmeldungen": (
        _("Anmeldungen"),
        frozenset({Kind.SIGNED_IN, Kind.SIGNED_OUT, Kind.SESSION_ENDED}),
    ),
    "fehlversuche": (_("Fehlversuche"), frozenset({Kind.SIGN_IN_FAILED, Kind.CODE_FAILED})),
    "zugaenge": (
        _("Passwörter und Faktoren"),
        frozenset(
            {
                Kind.PASSWORD_CHANGED,
                Kind.EMAIL_WANTED,
                Kind.EMAIL_CHANGED,
                Kind.APP_ADDED,
                Kind.APP_REMOVED,
                Kind.PASSKEY_ADDED,
                Kind.PASSKEY_REMOVED,
                Kind.CODES_MADE,
            }
        ),
    ),
    "team": (
        _("Team"),
        frozenset(
            {
                Kind.INVITED,
                Kind.INVITATION_WITHDRAWN,
                Kind.JOINED,
                Kind.ROLE_CHANGED,
                Kind.DEACTIVATED,
                Kind.REACTIVATED,
            }
        ),
    ),
    "buero": (_("Büro"), frozenset({Kind.AGENCY_CHANGED, Kind.SENDER_CHANGED})),
    "exporte": (_("Exporte"), frozenset({Kind.EXPORTED, Kind.EXPORT_CHANGED})),
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
