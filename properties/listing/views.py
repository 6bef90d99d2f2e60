"""The portfolio: `/immobilien/`."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from base.accounts.access import signed_in
from base.ui.pages import render_page
from properties.listing.queries import FILTER_LABELS, FILTERS, Overview
from properties.models import Property
from properties.models.property import PropertyQuerySet


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Searchable, filtered, sorted and paged; everything stands in the address."""
    visible = Property.objects.visible_to(signed_in(request))
    present = cast("PropertyQuerySet", visible).present()
    overview = Overview.of(present, request.GET)
    context = {
        "overview": overview,
        "page": overview.page,
        "filters": [
            (name, FILTER_LABELS[name], known, overview.chosen.get(name))
            for name, known in FILTERS.items()
        ],
        "forward": _address(request, "after", overview.page.after),
        "back": _address(request, "before", overview.page.before),
    }
    return render_page(request, "properties/list.html", context)


def _address(request: HttpRequest, name: str, cursor: str) -> str:
    """The address of a neighbouring page; "" where there is none."""
    if not cursor:
        return ""
    query = request.GET.copy()
    for other in ("after", "before"):
        query.pop(other, None)
    query[name] = cursor
    return f"?{query.urlencode()}"
