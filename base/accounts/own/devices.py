"""*Geräte*: where somebody is signed in, and how to end that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.accounts.access import signed_in
from base.accounts.models import Session, User
from base.accounts.record.models import EventKind
from base.accounts.record.services import note_own
from base.accounts.sessions import SEEN, moment_of
from base.client import device_name
from base.ui.pages import redirect_to, render_page, toast


@dataclass(frozen=True)
class Device:
    """A session as the page shows it."""

    session: Session
    name: str
    address: str
    since: datetime | None
    seen_at: datetime | None
    is_current: bool


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """All browsers that this person is signed in with."""
    context = {"devices": devices_of(signed_in(request), request.session.session_key)}
    return render_page(request, "accounts/devices.html", context)


@require_POST
def end_devices(request: HttpRequest) -> HttpResponse:
    """Signs out one of the others, or all of them."""
    user = signed_in(request)
    wanted = request.POST.get("device", "")
    ended = [
        device
        for device in devices_of(user, request.session.session_key)
        if not device.is_current and wanted in ("others", device.session.handle)
    ]
    Session.objects.filter(pk__in=[device.session.pk for device in ended]).delete()
    for device in ended:
        note_own(EventKind.SESSION_ENDED, user, device.name)
    toast(request, _("Abgemeldet.") if ended else _("Dieses Gerät war schon abgemeldet."))
    return redirect_to(request, reverse("accounts:account_devices"))


def devices_of(user: User, current: str | None) -> list[Device]:
    """The current one first, then the one used last."""
    found = Session.objects.filter(user=user, expire_date__gt=timezone.now())
    devices = [_device(session, current) for session in found]
    return sorted(devices, key=lambda one: (not one.is_current, -_stamp(one.seen_at)))


def _device(session: Session, current: str | None) -> Device:
    seen = session.get_decoded().get(SEEN, {})
    return Device(
        session=session,
        name=device_name(seen.get("device", "")) or _("Unbekanntes Gerät"),
        address=seen.get("address", ""),
        since=moment_of(seen.get("since")),
        seen_at=moment_of(seen.get("at")),
        is_current=session.session_key == current,
    )


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
