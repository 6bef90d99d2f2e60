"""Contacts as a file: what is shown, or what was ticked."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.context import action
from base.accounts.access import agency_of, exporters_only, signed_in
from base.accounts.record.models import EventKind
from base.accounts.record.services import note_own
from base.errors import DomainError
from base.jobs.bulk.services import start_bulk
from base.ui.pages import redirect_to, render_page, toast
from contacts.export.letters import EXPORTABLE, LETTER_COLUMNS
from contacts.export.services import FORMATS, WHOLE, Export, export_contacts, recent_exports
from contacts.export.services import KIND as EXPORT
from contacts.listing.columns import DEFAULT_COLUMNS, read_columns
from contacts.listing.selection import Selection
from contacts.listing.services.saved_views import list_settings

# A workbook is whole before its first byte can leave: beyond so many rows a worker writes it.
AT_ONCE = 5_000


@exporters_only
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """The formats to choose from; with one in the address the file, asked for by POST a run."""
    selection = Selection.of(request.GET) or Selection.all_of(request.GET)
    code = request.GET.get("format", "")
    if code not in FORMATS or request.method == "HEAD":
        return _choice(request, selection)
    keys = selection.asked.columns or read_columns(list_settings(signed_in(request)).columns)
    letter = [key for key in request.GET.getlist("dazu") if key in LETTER_COLUMNS]
    keys = (*(keys or DEFAULT_COLUMNS), *dict.fromkeys(letter))
    if request.method == "POST" and code == WHOLE:
        return _start(request, selection, code, keys)
    columns = [EXPORTABLE[key] for key in keys]
    try:
        with action("contacts.export"):
            made = export_contacts(
                agency=agency_of(request), selection=selection, format_code=code, columns=columns
            )
    except DomainError as error:
        toast(request, str(error), level="error")
        return redirect_to(request, reverse("contacts:list") + selection.asked.address())
    note_own(EventKind.EXPORTED, signed_in(request), made.name)
    return _file(made)


def _start(
    request: HttpRequest, selection: Selection, code: str, keys: Sequence[str]
) -> HttpResponse:
    run = start_bulk(
        agency=agency_of(request),
        kind=EXPORT,
        user=signed_in(request),
        title=_("Kontakte exportieren"),
        selection=selection.as_json(),
        values={"format": code, "columns": list(keys), "language": get_language() or "de"},
    )
    note_own(EventKind.EXPORTED, signed_in(request), f"{run.title}: {FORMATS[code].label}")
    return redirect_to(request, reverse("contacts:export_run", args=[run.pk]))


def _choice(request: HttpRequest, selection: Selection) -> HttpResponse:
    agency = agency_of(request)
    base = urlencode(selection.pairs)
    count = selection.contacts(agency).count()
    context = {
        "formats": [
            (one, f"?{base}&format={one.code}", one.code == WHOLE and count > AT_ONCE)
            for one in FORMATS.values()
        ],
        "count": count,
        "pairs": selection.pairs,
        "letter_columns": LETTER_COLUMNS.values(),
        "is_large": count > AT_ONCE,
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
