"""The start page: what needs an agent today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.activities import activity_type, activity_types
from audit.models import Activity, ActivitySubject
from base.accounts.access import agency_of
from base.accounts.models import Agency
from base.counting import count_all
from base.health.notes import what_stands_still
from base.labels import Label
from base.listing.counting import CAP
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

    label: Label
    value: int
    url: str
    tone: str = ""

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.value > CAP

    @property
    def shown(self) -> int:
        """The number to show: the count, or the cap where there are more."""
        return min(self.value, CAP)


@dataclass(frozen=True)
class Event:
    """One thing that happened, with the contact it is about."""

    activity: Activity
    icon: str
    contact: Contact | None


def dashboard(request: HttpRequest) -> HttpResponse:
    """What an agent sees first: figures, what happened, what ends soon."""
    agency = agency_of(request)
    figures, unclear = _figures(agency, OutboxMail.objects.unclear().filter(agency=agency))
    context = {
        "stops": what_stands_still(),
        "figures": figures,
        "events": _events(agency),
        "ending": _ending_links(agency),
        "newest": _newest_properties(agency),
        "unclear_mails": unclear,
        "unclear_url": f"{reverse('sharing:outbox')}?stand={MailState.UNCLEAR}",
    }
    return render_page(request, "dashboard.html", context)


def _figures(agency: Agency, unclear: QuerySet[OutboxMail]) -> tuple[list[Figure], int]:
    """The figures and the number of `unclear` mails, in one query that no stock makes slow."""
    contacts = Contact.objects.listed().filter(agency=agency)
    offers = Property.objects.on_offer().filter(agency=agency)
    orders = SearchOrder.objects.looking(timezone.localdate()).filter(agency=agency)
    links = ShareLink.objects.open_at(timezone.now()).filter(agency=agency)
    rows: dict[str, QuerySet[Any, Any]] = {
        "contacts": contacts,
        "terms": contacts.filter(terms_confirmed_at=None),
        "offers": offers,
        "orders": orders,
        "links": links,
    }
    most = {name: found.order_by()[: CAP + 1] for name, found in rows.items()}
    counts = count_all({**most, "unclear": unclear})
    overview = reverse("contacts:list")
    figures = [
        Figure(_("Kontakte"), counts["contacts"], overview),
        Figure(
            _("AGB / Provision nicht bestätigt"),
            counts["terms"],
            f"{overview}?agb=fehlt",
            "danger",
        ),
        Figure(_("Immobilien im Angebot"), counts["offers"], reverse("properties:list")),
        Figure(_("Offene Suchaufträge"), counts["orders"], reverse("properties:all_orders")),
        Figure(_("Gültige Links"), counts["links"], reverse("sharing:overview")),
    ]
    return figures, counts["unclear"]


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
