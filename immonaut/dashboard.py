"""The start page: what needs an agent today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.activities import activity_type, activity_types
from audit.models import Activity, ActivitySubject
from base.accounts.access import agency_of
from base.accounts.models import Agency
from base.health.notes import what_stands_still
from base.ui.pages import render_page
from contacts.models import Contact
from properties.models import Property
from properties.models.orders import SearchOrder
from sharing.models import OutboxMail, ShareLink
from sharing.models.mail import MailState

RECENT = 12
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Figure:
    """One number with where it leads; `tone` danger asks for attention."""

    label: str | Promise
    value: int
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Event:
    """One thing that happened, with the contact it is about."""

    activity: Activity
    icon: str
    contact: Contact | None


def dashboard(request: HttpRequest) -> HttpResponse:
    """What an agent sees first: figures, what happened, what ends soon."""
    agency = agency_of(request)
    context = {
        "stops": what_stands_still(),
        "figures": _figures(agency),
        "events": _events(agency),
        "ending": _ending_links(agency),
        "newest": _newest_properties(agency),
        "unclear_mails": OutboxMail.objects.unclear().filter(agency=agency).count(),
        "unclear_url": f"{reverse('sharing:outbox')}?stand={MailState.UNCLEAR}",
    }
    return render_page(request, "dashboard.html", context)


def _figures(agency: Agency) -> list[Figure]:
    contacts = Contact.objects.listed().filter(agency=agency)
    counted = contacts.aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(terms_confirmed_at=None))
    )
    offers = Property.objects.on_offer().filter(agency=agency).count()
    orders = SearchOrder.objects.looking(timezone.localdate()).filter(agency=agency).count()
    links = ShareLink.objects.open_at(timezone.now()).filter(agency=agency).count()
    overview = reverse("contacts:list")
    return [
        Figure(_("Kontakte"), counted["all"], overview),
        Figure(
            _("AGB / Provision nicht bestätigt"),
            counted["open"],
            f"{overview}?agb=fehlt",
            "danger",
        ),
        Figure(_("Immobilien im Angebot"), offers, reverse("properties:list")),
        Figure(_("Offene Suchaufträge"), orders, reverse("properties:all_orders")),
        Figure(_("Gültige Links"), links, reverse("sharing:overview")),
    ]


def _events(agency: Agency) -> list[Event]:
    """The latest interactions; three queries whatever their number."""
    kinds = [kind.code for kind in activity_types() if kind.is_interaction]
    latest = Activity.objects.filter(agency_id=agency.pk, kind__in=kinds).order_by("-at", "-id")
    activities = list(latest[:RECENT])
    about = ActivitySubject.objects.filter(activity__in=activities, subject_type="contact")
    contact_of = dict(about.values_list("activity_id", "subject_id"))
    contacts = Contact.objects.present().filter(agency=agency).in_bulk(contact_of.values())
    return [
        Event(one, activity_type(one.kind).icon, contacts.get(contact_of.get(one.pk, 0)))
        for one in activities
    ]


def _ending_links(agency: Agency) -> list[ShareLink]:
    now = timezone.now()
    ending = ShareLink.objects.open_at(now).filter(agency=agency, valid_until__lt=now + SOON)
    return list(ending.select_related("contact", "property").order_by("valid_until")[:6])


def _newest_properties(agency: Agency) -> list[Property]:
    offers = Property.objects.on_offer().filter(agency=agency)
    return list(offers.with_cover().order_by("-created_at", "-id")[:5])
