"""*Nachweise* of a contact: what happened, and what changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.pages import record_context
from audit.queries import timeline
from contacts.access import get_contact_or_404
from contacts.models import Contact
from contacts.pages import render_contact_tab

RECENT = 5


def merged(contact: Contact) -> list[int]:
    """The contacts that were merged into this one: their record is read with its own."""
    return list(contact.merges.values_list("gone_id", flat=True))


@require_safe
def activities(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity record: all interactions with the contact and their evidence."""
    contact = get_contact_or_404(request, pk)
    context = record_context(
        request, ("contact", contact.pk), only="interaktionen", also=merged(contact)
    )
    context |= {"title": _("Aktivitätsnachweis"), "shows_filters": False}
    return render_contact_tab(request, contact, "contacts/record.html", context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """The history: every interaction and every change, field by field."""
    contact = get_contact_or_404(request, pk)
    context = record_context(request, ("contact", contact.pk), also=merged(contact))
    context |= {"title": _("Historie"), "shows_filters": True}
    return render_contact_tab(
        request, contact, "contacts/record.html", context, fragments=["record"]
    )


@require_safe
def recent(request: HttpRequest, pk: int) -> HttpResponse:
    """The side panel with the last few entries."""
    contact = get_contact_or_404(request, pk)
    story = timeline(
        agency_id=contact.agency_id, subject=("contact", contact.pk), also=merged(contact)
    )
    return render_contact_tab(
        request,
        contact,
        "contacts/recent.html",
        {"entries": story.entries[:RECENT]},
        fragments=["panel-contacts-recent"],
    )
