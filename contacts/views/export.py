"""Contacts as a file: what is shown, or what was ticked."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from audit.context import action
from base.accounts.access import agency_of, signed_in
from base.errors import DomainError
from base.ui.pages import redirect_to, render_page, toast
from contacts.export.services import FORMATS, Export, export_contacts, recent_exports
from contacts.listing.columns import COLUMNS, DEFAULT_COLUMNS, read_columns
from contacts.listing.selection import Selection
from contacts.services import list_settings


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The formats to choose from; with one in the address, the file."""
    selection = Selection.of(request.GET) or Selection.all_of(request.GET)
    code = request.GET.get("format", "")
    if code not in FORMATS or request.method == "HEAD":
        return _choice(request, selection)
    keys = selection.asked.columns or read_columns(list_settings(signed_in(request)).columns)
    columns = [COLUMNS[key] for key in keys or DEFAULT_COLUMNS]
    try:
        with action("contacts.export"):
            made = export_contacts(
                agency=agency_of(request), selection=selection, format_code=code, columns=columns
            )
    except DomainError as error:
        toast(request, str(error), level="error")
        return redirect_to(request, reverse("contacts:list") + selection.asked.address())
    return _file(made)


def _choice(request: HttpRequest, selection: Selection) -> HttpResponse:
    agency = agency_of(request)
    base = urlencode(selection.pairs)
    context = {
        "formats": [(one, f"?{base}&format={one.code}") for one in FORMATS.values()],
        "count": selection.contacts(agency).count(),
        "back_url": reverse("contacts:list") + selection.asked.address(),
        "recent": recent_exports(agency),
    }
    return render_page(request, "contacts/export.html", context, fragments=["dialog"])


def _file(made: Export) -> HttpResponseBase:
    if hasattr(made.content, "read"):
        response: HttpResponseBase = FileResponse(
            made.content, as_attachment=True, filename=made.name, content_type=made.media_type
        )
    else:
        response = StreamingHttpResponse(made.content, content_type=made.media_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
