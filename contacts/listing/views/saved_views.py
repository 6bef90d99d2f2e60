"""Named views of the overview, and which columns it shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from base.accounts.access import agency_of, signed_in
from base.errors import DomainError
from base.ui.pages import redirect_to, render_page, toast
from contacts.listing.asked import Asked
from contacts.listing.columns import COLUMNS, DEFAULT_COLUMNS, read_columns
from contacts.listing.services.saved_views import (
    choose_columns,
    choose_default_view,
    delete_view,
    list_settings,
    save_view,
)
from contacts.listing.views.view_address import view_address
from contacts.models import SavedView

_reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def _list_url(asked: Asked) -> str:
    return reverse("contacts:list") + asked.address()


@_reads_and_writes
def views(request: HttpRequest) -> HttpResponse:
    """The views to choose from; what the address asks for can be kept as one more."""
    asked = Asked.of(request.GET)
    if request.method == "POST":
        return _keep(request, asked)
    return _views_page(request, asked)


def _views_page(
    request: HttpRequest, asked: Asked, error: str = "", status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    context = {
        "asked": asked,
        "views": [
            (one, view_address(one))
            for one in SavedView.objects.offered_to(user).select_related("owner")
        ],
        "default_id": list_settings(user).default_view_id,
        "error": error,
        "name": request.POST.get("name", ""),
        "may_write": user.may_write,
    }
    fragments = ["dialog", "view-menu"]
    return render_page(request, "contacts/views.html", context, fragments=fragments, status=status)


def _keep(request: HttpRequest, asked: Asked) -> HttpResponse:
    user = signed_in(request)
    try:
        view = save_view(
            agency=agency_of(request),
            user=user,
            name=request.POST.get("name", ""),
            is_shared=request.POST.get("is_shared") == "on",
            **_contents(asked, request),
        )
    except DomainError as error:
        return _views_page(request, asked, str(error), 422)
    if request.POST.get("is_default") == "on":
        choose_default_view(user=user, view=view)
    toast(request, _("Ansicht gespeichert."))
    return redirect_to(request, view_address(view))


def _contents(asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """What a view keeps: the columns stand apart, and its own number means nothing in it."""
    columns = asked.columns or read_columns(list_settings(signed_in(request)).columns)
    bare = asked.but(view=0, columns=())
    return {"query": bare.address().removeprefix("?"), "columns": columns}


@_reads_and_writes
def view(request: HttpRequest, view_pk: int) -> HttpResponse:
    """One view: its owner renames, changes, shares or deletes it; anyone may begin with it."""
    found = get_object_or_404(SavedView.objects.offered_to(signed_in(request)), pk=view_pk)
    asked = Asked.of(request.GET)
    error = ""
    if request.method == "POST":
        try:
            return redirect_to(request, _changed(request, found, asked))
        except DomainError as refused:
            error = str(refused)
    context = {
        "view": found,
        "asked": asked,
        "is_own": found.owner_id == signed_in(request).pk,
        "is_default": list_settings(signed_in(request)).default_view_id == found.pk,
        "error": error,
        "name": request.POST.get("name", found.name),
        "may_write": signed_in(request).may_write,
    }
    status = 422 if error else 200
    return render_page(request, "contacts/view.html", context, fragments=["dialog"], status=status)


def _changed(request: HttpRequest, view: SavedView, asked: Asked) -> str:
    """Does what was asked and tells where to go. Raises DomainError."""
    user, do = signed_in(request), request.POST.get("do", "")
    if do in ("default", "no_default"):
        choose_default_view(user=user, view=view if do == "default" else None)
        toast(request, _("Gespeichert."))
        return view_address(view)
    if view.owner_id != user.pk:
        raise DomainError(_("Nur wer die Ansicht angelegt hat, kann sie ändern."))
    if do == "delete":
        delete_view(view=view)
        toast(request, _("Ansicht gelöscht."))
        return _list_url(asked.but(view=0))
    contents: dict[str, Any] = {"query": view.query, "columns": view.columns}
    if do == "update":
        contents = _contents(asked, request)
    is_shared = view.is_shared if do == "update" else request.POST.get("is_shared") == "on"
    name = view.name if do == "update" else request.POST.get("name", "")
    saved = save_view(
        agency=agency_of(request), user=user, name=name, is_shared=is_shared, view=view, **contents
    )
    toast(request, _("Ansicht gespeichert."))
    return view_address(saved)


@_reads_and_writes
def columns(request: HttpRequest) -> HttpResponse:
    """Which columns the overview shows, and in which order; kept for the person."""
    user, asked = signed_in(request), Asked.of(request.GET)
    shown = asked.columns or read_columns(list_settings(user).columns) or DEFAULT_COLUMNS
    order = [*shown, *(key for key in COLUMNS if key not in shown)]
    if request.method == "POST":
        is_reset = request.POST.get("do") == "reset"
        chosen = () if is_reset else read_columns(request.POST.getlist("spalte")) or ("name",)
        moved = _moved(request.POST)
        if moved is None:
            choose_columns(user=user, columns=chosen)
            return redirect_to(request, _list_url(asked.but(columns=())))
        shown, order = chosen, moved
    context = {
        "asked": asked,
        "columns": [(COLUMNS[key], key in shown) for key in order if key != "name"],
        "may_write": user.may_write,
    }
    return render_page(request, "contacts/columns.html", context, fragments=["dialog"])


def _moved(given: QueryDict) -> list[str] | None:
    """All columns after one of them went a place forwards (`vor`) or backwards (`nach`).

    None where no column is to move: browsers with scripts move them by themselves.
    """
    order = list(read_columns(given.getlist("reihenfolge")))
    for name, step in (("vor", -1), ("nach", 1)):
        if (key := given.get(name)) in order:
            place = order.index(key)
            order.insert(max(place + step, 0), order.pop(place))
            return order
    return None
