"""Pages of the security record."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base.accounts.record.models import Kind, SecurityEvent

PAGE = 50
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
    before: int | None = None

    @classmethod
    def of(cls, given: QueryDict) -> Asked:
        group = given.get("art", "")
        return cls(
            group=group if group in GROUPS else "",
            actor_id=_number(given.get("wer", "")),
            before=_number(given.get("vor", "")),
        )


@dataclass(frozen=True)
class Page:
    """One page of events; `older` is where the next one starts, None at the end."""

    rows: list[SecurityEvent] = field(default_factory=list)
    older: int | None = None


def read_page(agency_id: int, asked: Asked) -> Page:
    """The events asked for, newest first."""
    events = SecurityEvent.objects.of(agency_id)
    if asked.group:
        events = events.filter(kind__in=GROUPS[asked.group][1])
    if asked.actor_id is not None:
        events = events.filter(actor_id=asked.actor_id)
    if asked.before is not None:
        events = events.filter(id__lt=asked.before)
    rows = list(events[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def _number(text: str) -> int | None:
    """A number that a bigint can hold."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
