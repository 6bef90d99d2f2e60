"""`/suche/`, where the field on every page leads, and what it answers while one types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from base.accounts.access import agency_of
from base.listing.address import read_query
from base.ui.pages import render_page
from immonaut.search.finding import find

TEMPLATE = "search.html"
_SHOWN, _SUGGESTED = 8, 4


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The first hits of each kind; where there is only one, that one itself."""
    query = _query(request)
    groups = find(agency_of(request), query, _SHOWN)
    if sum(len(group.hits) for group in groups) == 1:
        return redirect(groups[0].hits[0].url)
    return render_page(request, TEMPLATE, {"query": query, "groups": groups})


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The list below the field: a few hits of each kind, how many, and the way to all."""
    query = _query(request)
    groups = find(agency_of(request), query, _SUGGESTED)
    context = {
        "query": query,
        "groups": groups,
        "count": sum(len(group.hits) for group in groups),
        "has_more": any(group.has_more for group in groups),
        "address": "?" + urlencode({"q": query}),
    }
    return render_page(request, "search_hits.html", context)


def _query(request: HttpRequest) -> str:
    return read_query(request.GET.get("q", ""))
