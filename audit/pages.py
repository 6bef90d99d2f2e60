"""What a page that shows a subject's record needs; the frame around it is the upper app's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from audit.queries import FILTERS, timeline, with_reasons
from base.accounts.access import agency_of


def record_context(
    request: HttpRequest,
    subject: tuple[str, int],
    *,
    only: str = "",
    also: Collection[int] = (),
) -> dict[str, Any]:
    """The template context of `audit/timeline.html` about `subject`.

    `also` are subjects of the same kind that became part of it.

    Without `only` the person chooses by `?zeige=`; an unknown choice shows everything.
    """
    chosen = only or request.GET.get("zeige", "alles")
    chosen = chosen if chosen in FILTERS else "alles"
    story = timeline(
        agency_id=agency_of(request).pk,
        subject=subject,
        only=chosen,
        also=also,
        before=request.GET.get("vor", ""),
    )
    return {
        "story": replace(story, entries=with_reasons(story.entries)),
        "filters": [(code, label, code == chosen) for code, label in FILTERS.items()],
        "only": chosen,
        "older_url": _older_url(request, story.older),
    }


def _older_url(request: HttpRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    query = request.GET.copy()
    query["vor"] = cursor
    return f"?{query.urlencode()}"
