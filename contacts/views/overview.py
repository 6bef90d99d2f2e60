"""The overview of contacts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from base.accounts.access import agency_of, signed_in
from base.ui.pages import render_page
from contacts.models import Contact
from contacts.overview import COUNT_CAP, Overview
from contacts.paging import DEFAULT_SIZE, SIZES
from contacts.stock.pairs import open_pairs

_MOST = 99


@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """Contacts, searched, sorted and paged by what the address says."""
    contacts = Contact.objects.filter(agency=agency_of(request)).present()
    overview = Overview.of(contacts, agency_of(request).pk, request.GET)
    page = overview.page
    context = {
        "overview": overview,
        "page": page,
        "rows": page.rows,
        "count_cap": COUNT_CAP,
        "sizes": SIZES,
        "before_url": _address(overview, before=page.before) if page.before else "",
        "after_url": _address(overview, after=page.after) if page.after else "",
        "may_write": signed_in(request).may_write,
        "duplicates": _duplicates(request),
    }
    return render_page(request, "contacts/list.html", context, fragments=["contact-list"])


def _duplicates(request: HttpRequest) -> str:
    """How many pairs wait on the page *Doubletten*, counted up to a cap."""
    count = open_pairs(agency_of(request).pk).order_by().values("pk")[: _MOST + 1].count()
    return f"{_MOST}+" if count > _MOST else str(count)


def _address(overview: Overview, **cursor: str) -> str:
    """The query of a neighbouring page; what stands at its default is left out."""
    asked = {
        "q": overview.query,
        "sort": overview.order.name if overview.order.name != "name" else "",
        "size": str(overview.size) if overview.size != DEFAULT_SIZE else "",
        **cursor,
    }
    return "?" + urlencode({name: value for name, value in asked.items() if value})
