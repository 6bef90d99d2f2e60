"""What changed on a property and what happened with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from audit.pages import record_context
from properties.access import get_property_or_404
from properties.pages import render_property_tab


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every interaction and every change, field by field."""
    record = get_property_or_404(request, pk)
    context = record_context(request, ("property", record.pk))
    return render_property_tab(
        request, record, "properties/history.html", context, fragments=["record"]
    )
