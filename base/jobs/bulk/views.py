"""Pages that all kinds of bulk runs share: progress, result, undo.

Each app routes its own addresses here and names its kind.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from base.accounts.access import signed_in
from base.errors import DomainError
from base.jobs.bulk.kinds import bulk_kind
from base.jobs.bulk.models import BulkRun, BulkState
from base.jobs.bulk.services import undo_bulk
from base.ui.pages import redirect_to, render_page, requested_fragment, toast


def _run_or_404(request: HttpRequest, bulk: int, kind: str) -> BulkRun:
    # Without the ids: there may be a million of them.
    visible = BulkRun.objects.visible_to(request.user).defer("ids").select_related("released_by")
    return get_object_or_404(visible, pk=bulk, kind=kind)


@require_safe
def run(request: HttpRequest, bulk: int, kind: str) -> HttpResponse:
    """The progress, then the result with the way back."""
    found = _run_or_404(request, bulk, kind)
    if requested_fragment(request, ["bulk-progress"]) and not found.is_working:
        return redirect_to(request, reverse(bulk_kind(kind).run, args=[found.pk]))
    context = _context(request, found)
    return render_page(request, "jobs/bulk.html", context, fragments=["bulk-progress"])


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, bulk: int, kind: str) -> HttpResponse:
    """Asks, then has everything taken back that the run changed."""
    found = _run_or_404(request, bulk, kind)
    if request.method == "POST":
        try:
            undo_bulk(run=found)
        except DomainError as error:
            toast(request, str(error), level="error")
        return redirect_to(request, reverse(bulk_kind(kind).run, args=[found.pk]))
    return render_page(
        request, "jobs/bulk_undo.html", _context(request, found), fragments=["dialog"]
    )


def _context(request: HttpRequest, run: BulkRun) -> dict[str, Any]:
    return {
        "run": run,
        "kind": bulk_kind(run.kind),
        "changed": run.done - run.failed,
        "may_undo": signed_in(request).may_write and run.state == BulkState.DONE,
    }
