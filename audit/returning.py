"""Where a person stands after an undo: never on the page of something that is gone by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import reverse

from audit.models import Change
from audit.subjects import subject
from audit.tables import is_subject_row, model_of

# Of one action; imports change thousands of rows and end on the page of their run.
_LOOKED_AT = 200


def page_after(wanted: str, *, context: UUID, agency_id: int) -> str:
    """`wanted`, or the next page above it that is still there after the undo of `context`."""
    path = urlsplit(wanted).path
    above = dict(_pages_gone(context, agency_id))
    while gone := next((page for page in above if path.startswith(page)), ""):
        wanted = path = above.pop(gone)
    return wanted


def _pages_gone(context: UUID, agency_id: int) -> Iterator[tuple[str, str]]:
    """The pages of rows that the undo took away, each with the page above it."""
    changes = Change.objects.of_action(context, agency_id).order_by("-id")
    for change in changes.defer("before", "after")[:_LOOKED_AT]:
        row = _gone_row(change)
        if row is not None:
            kind = subject(change.subject_type)
            about = reverse(kind.page, args=[change.subject_id])
            above = reverse(kind.overview) if is_subject_row(change) else about
            yield row.get_absolute_url(), above


def _gone_row(change: Change) -> Any:
    """The row as far as it has a page and is deleted: what has one is deleted softly."""
    model = model_of(change)
    if model is None or not hasattr(model, "get_absolute_url"):
        return None
    return model._base_manager.filter(pk=change.row_id, deleted_at__isnull=False).first()
