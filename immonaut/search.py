"""The search of the whole product: `/suche/`, where the field in the navigation leads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from base.accounts.access import agency_of
from base.ui.pages import render_page
from contacts.models import Contact
from contacts.search import Search
from properties.models import Property
from properties.queries import search as search_properties

_SHOWN = 8


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The first contacts and properties that match; where there is only one, that one itself."""
    agency = agency_of(request)
    query = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:200]
    ids = Search(agency.pk, query).ids()
    found = Contact.objects.filter(agency=agency).present().in_bulk(ids[:_SHOWN])
    contacts = [found[pk] for pk in ids[:_SHOWN] if pk in found]
    portfolio = Property.objects.filter(agency=agency).present()
    matching = search_properties(portfolio, query) if query else portfolio.none()
    properties = list(matching.order_by("-updated_at", "-pk")[: _SHOWN + 1])
    if len(contacts) + len(properties) == 1:
        return redirect((contacts or properties)[0].get_absolute_url())
    context = {
        "query": query,
        "contacts": contacts,
        "more_contacts": len(ids) > _SHOWN,
        "properties": properties[:_SHOWN],
        "more_properties": len(properties) > _SHOWN,
        "address": "?" + urlencode({"q": query}),
    }
    return render_page(request, "search.html", context)
