"""The data sheet of a property as PDF."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from base.accounts.access import exporters_only
from base.sheets.answers import sheet_response
from properties.access import get_property_or_404
from properties.record.sheet import property_sheet


@exporters_only
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of the property, to print."""
    return sheet_response(request, property_sheet(get_property_or_404(request, pk)))
