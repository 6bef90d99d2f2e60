"""The frame around every page of one property."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from base.ui.pages import render_page
from base.ui.tabs import panels, tab_rows
from properties.models import Property


def render_property_tab(
    request: HttpRequest,
    record: Property,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragments: Collection[str] = (),
    status: int = 200,
) -> HttpResponse:
    """A tab of `record`: `template` extends `properties/frame.html`."""
    match = request.resolver_match
    current = match.view_name if match else ""
    frame = {
        "property": record,
        "tabs": tab_rows("property", record, current),
        "panels": panels("property", record, current),
    }
    return render_page(
        request, template, {**frame, **(context or {})}, fragments=fragments, status=status
    )
