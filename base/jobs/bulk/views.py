"""Pages that all kinds of bulk runs share: progress, result, undo.

Each app routes its own addresses here and names its kind.
"""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from base.accounts.access import signed_in
from base.errors import DomainError
from base.health.notes import what_stands_still
from base.health.parts import Part
from base.jobs.bulk.kinds import BulkKind, bulk_kind
from base.jobs.bulk.models import BulkRun, BulkState
from base.jobs.bulk.services import FILE_KEPT, undo_bulk
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


@require_safe
def file(request: HttpRequest, bulk: int, kind: str) -> FileResponse:
    """What the run has written, for the one who asked for it."""
    found = _run_or_404(request, bulk, kind)
    if not found.file or found.released_by != signed_in(request):
        raise Http404
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type="application/octet-stream",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _context(request: HttpRequest, run: BulkRun) -> dict[str, Any]:
    kind, user = bulk_kind(run.kind), signed_in(request)
    is_done = run.state == BulkState.DONE
    waits = run.state in (BulkState.QUEUED, BulkState.UNDOING)
    return {
        "stops": what_stands_still([Part.WORKER]) if waits else [],
        "run": run,
        "kind": kind,
        "changed": run.done - run.failed,
        "may_undo": user.may_write and is_done and isinstance(kind, BulkKind),
        "may_fetch": bool(run.file) and run.released_by == user,
        "file_until": run.finished_at + FILE_KEPT if run.file and run.finished_at else None,
    }
