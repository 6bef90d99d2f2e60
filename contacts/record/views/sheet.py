"""The data sheet of a contact as PDF."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from base.accounts.access import exporters_only
from base.sheets.answers import sheet_response
from contacts.access import get_contact_or_404
from contacts.record.sheet import contact_sheet


@exporters_only
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of the contact, to print."""
    return sheet_response(request, contact_sheet(get_contact_or_404(request, pk)))
