"""Hands a data sheet out, and keeps on record that somebody took it."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename

from base.accounts.access import signed_in
from base.accounts.record.models import EventKind
from base.accounts.record.services import note_own
from base.sheets.rendering import Sheet, pdf


def sheet_response(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The sheet as PDF under a name that tells what it is."""
    name = f"{get_valid_filename(f'{sheet.kind} {sheet.title}'[:120])}.pdf"
    if request.method == "GET":
        note_own(EventKind.EXPORTED, signed_in(request), f"{sheet.kind}: {sheet.title}")
    response = HttpResponse(pdf(sheet), content_type="application/pdf")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=name) or "inline"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
