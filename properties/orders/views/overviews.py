"""Search orders from elsewhere: all of the agency, and those that a property fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from base.listing.address import DEFAULT_SIZE, read_place
from base.listing.counting import Count
from base.listing.keyset import Order, page_of
from base.ui.pages import render_page
from properties.access import get_property_or_404
from properties.matching.wording import Reason
from properties.models.orders import OrderState, SearchOrder
from properties.orders.access import visible_orders
from properties.orders.drawn_rows import FIELDS, draw_rows
from properties.orders.queries import MAX_CANDIDATES, Match, fetch_orders, orders_for
from properties.pages import render_property_tab

_MOST_COUNTED = 1_000
NEWEST = Order("created", F("created_at"), datetime, descending=True)
PROPERTY_PAGE = 25


@dataclass(frozen=True)
class CustomerRow:
    """An order that a property fits, with the reasons."""

    order: SearchOrder
    score: int
    reasons: list[Reason]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All orders of the agency, the newest first."""
    found = visible_orders(request).select_related("contact").only(*FIELDS)
    state = request.GET.get("stand", "")
    if state in OrderState.values:
        found = found.filter(state=state)
    count = Count.of(found, _MOST_COUNTED)
    page = page_of(found, NEWEST, size=DEFAULT_SIZE, **read_place(request.GET))
    context = {
        "rows": draw_rows(page.rows),
        "page": page,
        "state": state,
        "states": OrderState.choices,
        "count": count.shown,
        "is_count_capped": count.is_capped,
    }
    return render_page(request, "properties/orders/overview.html", context)


@require_safe
def property_orders(request: HttpRequest, pk: int) -> HttpResponse:
    """The customers whose orders a property fits, best first, with reasons."""
    found = get_property_or_404(request, pk)
    matches = orders_for(found, today=timezone.localdate())
    page = Paginator(matches, PROPERTY_PAGE).get_page(request.GET.get("seite"))
    context = {
        "rows": _customer_rows(list(page.object_list)),
        "page": page,
        "count": len(matches),
        "is_complete": len(matches) < MAX_CANDIDATES,
    }
    return render_property_tab(request, found, "properties/orders/property_orders.html", context)


def _customer_rows(matches: list[Match]) -> list[CustomerRow]:
    orders = fetch_orders(matches)
    return [
        CustomerRow(orders[match.pk], match.score, match.reasons)
        for match in matches
        if match.pk in orders
    ]
