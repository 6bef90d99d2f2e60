"""The one way into the security record, for every app."""

from allauth.core import context
from django.http import HttpRequest

from base.accounts.models import User
from base.accounts.record.models import EventKind, SecurityEvent
from base.client import client_address, client_device


def note(
    kind: EventKind,
    *,
    agency_id: int | None,
    actor: User | None = None,
    about: str = "",
    request: HttpRequest | None = None,
) -> None:
    """Writes down that something happened; `about` says to whom or what, never a secret.

    Where it came from is read off the running request. People without an agency (operators) are
    in nobody's record.
    """
    if agency_id is None:
        return
    request = request or context.request
    SecurityEvent.objects.create(
        agency_id=agency_id,
        kind=kind,
        about=about[:300],
        actor_id=actor.pk if actor else None,
        actor=str(actor or "")[:200],
        address=client_address(request)[:45] if request else "",
        device=client_device(request) if request else "",
    )


def note_own(
    kind: EventKind, user: User, about: str = "", *, request: HttpRequest | None = None
) -> None:
    """Writes down what somebody did with their own account."""
    note(kind, agency_id=user.agency_id, actor=user, about=about, request=request)
