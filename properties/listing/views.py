"""The portfolio: `/immobilien/`."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.accounts.access import signed_in
from base.ui.inputs import options_of, select_element
from base.ui.pages import render_page
from properties.listing.drawn_rows import draw_rows
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
        "rows": draw_rows(overview.page.rows),
        "filters": [_filter(name, overview.chosen.get(name, "")) for name in FILTERS],
        "forward": _address(request, "after", overview.page.after),
        "back": _address(request, "before", overview.page.before),
    }
    return render_page(request, "properties/list.html", context)


def _filter(name: str, chosen: str) -> SafeString:
    """A select of what a filter knows; nothing is marked as chosen where all are shown."""
    label, everything = FILTER_LABELS[name], _("alle")
    options: list[dict[str, Any]] = [
        {"value": "", "label": f"{label}: {everything}", "attrs": {}},
        *(
            {"value": code, "label": text, "attrs": {"selected": code == chosen}}
            for code, text in FILTERS[name]
        ),
    ]
    look = {"class": "form-select w-auto", "aria-label": label}
    return select_element(name, look, options_of([(None, options, 0)]))


def _address(request: HttpRequest, name: str, cursor: str) -> str:
    """The address of a neighbouring page; "" where there is none."""
    if not cursor:
        return ""
    query = request.GET.copy()
    for other in ("after", "before"):
        query.pop(other, None)
    query[name] = cursor
    return f"?{query.urlencode()}"
