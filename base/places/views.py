"""Looking up postal codes and places, and what a postal code tells an address form."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from base.places.atlas import COUNTRIES, atlas
from base.places.entries import Entry
from base.places.filling import filling, located
from base.places.names import fold
from base.places.suggestions import is_known, suggest
from base.ui.pages import render_page

_MOST_ROWS = 50
_NAME = re.compile(r"[\w-]+")
# Buttons below the place; all places of the code are in the list of the input.
_MOST_BUTTONS = 6


@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """Postal codes and places to look up, and where they come from."""
    query = request.GET.get("q", "").strip()
    rows = _found(query)
    context = {"query": query, "rows": rows[:_MOST_ROWS], "has_more": len(rows) > _MOST_ROWS}
    return render_page(request, "places/lookup.html", context, fragments=["places-found"])


def _found(query: str) -> list[Entry]:
    if not query:
        return []
    if query.isascii() and query.isdecimal():
        return [entry for country in COUNTRIES for entry in atlas().at(query, country)]
    named = atlas().named(query, limit=_MOST_ROWS + 1)
    return [one.entry for one in named]


@require_safe
def fill(request: HttpRequest) -> HttpResponse:
    """What is known of the postal code of an address, for the form that holds it.

    Takes the form's inputs as they are named there (`addresses-0-postal_code`). Without HTMX
    it leads to the page.
    """
    given = _address(request.GET)
    code, place = given.get("postal_code", ""), given.get("place", "")
    if not request.htmx:  # type: ignore[attr-defined]
        return lookup(request)
    known = filling(code, given.get("country", ""), place)
    is_one = bool(place) and fold(place) in map(fold, known.places)
    is_other = bool(place) and not is_one
    buttons = known.places[:_MOST_BUTTONS] if len(known.places) > 1 or is_other else ()
    context = {
        "code": code,
        "known": known,
        "buttons": buttons,
        "proposed": "" if is_one else known.proposed,
        "place_id": given.get("place_id", ""),
        "quarter_id": given.get("district_id", ""),
        "alone": located(place, given.get("country", "")) if place and not code else None,
        "is_unknown": bool(code) and not known.is_known and _is_ours(given.get("country", "")),
    }
    return render(request, "places/lookup.html#answer", context)


@require_safe
def suggest_areas(request: HttpRequest) -> HttpResponse:
    """What fits the area that is being typed, as options below the input.

    The input sends itself under its own name and `-typed`. Without HTMX it leads to the page.
    """
    if not request.htmx:  # type: ignore[attr-defined]
        return lookup(request)
    typed = next((value for name, value in request.GET.items() if name.endswith("-typed")), "")
    agency = getattr(request.user, "agency", None)
    typed = " ".join(str(typed).split())
    found = suggest(typed, country=agency.country if agency else "")
    context = {"found": found, "typed": typed, "is_known": is_known(typed)}
    return render(request, "places/lookup.html#suggestions", context)


def _is_ours(country: str) -> bool:
    return country in COUNTRIES


def _address(data: QueryDict) -> dict[str, str]:
    """The parts of the address by their own names, and the ids of the inputs with lists."""
    parts = {}
    for name in data:
        if _NAME.fullmatch(name):
            part = name.rpartition("-")[2]
            parts[part] = str(data[name]).strip()
            parts[f"{part}_id"] = f"id_{name}"
    return parts
