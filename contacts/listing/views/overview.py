"""The overview of contacts, and the page with all its filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from base.accounts.access import agency_of, signed_in
from base.accounts.models import Agency, User
from base.labels import Label
from base.listing.address import SIZES
from base.ui.pages import redirect_to, render_page, requested_fragment
from contacts.deduplication.pairs import open_pairs
from contacts.listing.asked import Asked
from contacts.listing.columns import Column, Words
from contacts.listing.drawn_rows import draw_rows
from contacts.listing.filters import FILTERS, Filter
from contacts.listing.overview import Overview
from contacts.listing.services.saved_views import list_settings
from contacts.listing.views.view_address import view_address
from contacts.models import Contact, SavedView

_MOST_PAIRS = 99


@dataclass(frozen=True)
class Chip:
    """One value of a filter in words, and the address without it."""

    text: str
    remove_url: str


@dataclass(frozen=True)
class Head:
    """The head of a column: where a click leads, and how the list is sorted by it now."""

    label: Label
    url: str
    state: str


@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """Contacts, searched, filtered, sorted and paged by what the address says."""
    agency, user = agency_of(request), signed_in(request)
    chosen = list_settings(user)
    if not request.GET and chosen.default_view:
        return redirect_to(request, view_address(chosen.default_view))
    listed = Contact.objects.filter(agency=agency).listed()
    overview = Overview.of(listed, agency, request.GET, chosen.columns)
    context = _list_context(overview, user)
    context["is_fragment"] = requested_fragment(request, ["contact-list"])
    response = render_page(request, "contacts/list.html", context, fragments=["contact-list"])
    if context["is_fragment"]:
        response["HX-Push-Url"] = request.path + overview.asked.address()
    return response


def _list_context(overview: Overview, user: User) -> dict[str, Any]:
    asked, page = overview.asked, overview.page
    words = Words(overview.agency.pk)
    return {
        "overview": overview,
        "asked": asked,
        "page": page,
        "rows": draw_rows(page.rows, overview.columns, words, selectable=True),
        "heads": [_head(column, asked) for column in overview.columns],
        "chips": chips(asked, overview.agency),
        "view": _current_view(asked, user),
        "sizes": SIZES,
        "before_url": asked.address(before=page.before) if page.before else "",
        "after_url": asked.address(after=page.after) if page.after else "",
        "may_write": user.may_write,
        "duplicates": _duplicates(overview.agency),
    }


def _duplicates(agency: Agency) -> str:
    """How many pairs wait on the page *Doubletten*, counted up to a cap."""
    count = open_pairs(agency.pk).order_by().values("pk")[: _MOST_PAIRS + 1].count()
    return f"{_MOST_PAIRS}+" if count > _MOST_PAIRS else str(count)


def _head(column: Column, asked: Asked) -> Head:
    order = asked.order
    state = ""
    if order.key == column.key:
        state = "descending" if order.descending else "ascending"
    turned = asked.sorted_by(column.key)
    by_name = {"sort": "name"} if turned.order.name == "name" else {}
    return Head(column.label, turned.address(**by_name), state)


def chips(asked: Asked, agency: Agency) -> list[Chip]:
    """One chip for each value of each filter."""
    return [
        Chip(f"{known.label}: {text}", asked.without(key, value).address())
        for key, values in asked.chosen.items()
        for known, labels in [(FILTERS[key], dict(FILTERS[key].choices(agency)))]
        for value, text in [
            (value, labels.get(value) or FILTERS[key].shown(value)) for value in values
        ]
    ]


def _current_view(asked: Asked, user: User) -> SavedView | None:
    return SavedView.objects.offered_to(user).filter(pk=asked.view).first() if asked.view else None


@dataclass(frozen=True)
class FilterField:
    """A filter as its form shows it."""

    key: str
    label: Label
    hint: Label
    choices: Sequence[tuple[str, Label]]
    chosen: Sequence[str]
    text: str
    is_single: bool
    suggestions: Sequence[str]


@require_safe
def filters(request: HttpRequest) -> HttpResponse:
    """All filters in one form, as a dialog or a page; it leads back to the overview."""
    agency = agency_of(request)
    asked = Asked.of(request.GET)
    context = {
        "asked": asked,
        "fields": [_field(known, asked, agency) for known in FILTERS.values()],
        "kept": [(name, value) for name, value in asked.pairs if name not in FILTERS],
    }
    return render_page(request, "contacts/filters.html", context, fragments=["dialog"])


def _field(known: Filter, asked: Asked, agency: Agency) -> FilterField:
    chosen = asked.chosen.get(known.key, ())
    choices = known.choices(agency)
    text = "" if choices else ", ".join(map(known.shown, chosen))
    return FilterField(
        known.key,
        known.label,
        known.hint,
        choices,
        chosen,
        text,
        known.is_single,
        known.suggestions(agency),
    )
