"""The pages of every import: upload, review, progress, report, undo.

Each app routes its addresses here with the code of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from base.accounts.access import agency_of, exporters_only, signed_in, writers_only
from base.errors import DomainError
from base.health.notes import what_stands_still
from base.health.parts import Part
from base.jobs.kinds import import_kind
from base.jobs.models import Decision, ImportRun, RunState
from base.jobs.queries import decision_counts, item_page, outcome_counts, progress, recent_runs
from base.jobs.report import report_lines
from base.jobs.services import decide, decide_all, discard_run, release_run, start_run, undo_run
from base.listing.address import read_id
from base.ui.pages import redirect_to, render_page, requested_fragment, toast

FIELD = "files"
_ITEM = "item-"
_reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def _run_or_404(request: HttpRequest, run: int, kind: str) -> ImportRun:
    visible = ImportRun.objects.visible_to(request.user).select_related("agency", "released_by")
    return get_object_or_404(visible, pk=run, kind=kind)


@_reads_and_writes
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Takes files in; nothing changes before the review."""
    errors: list[str] = []
    if request.method == "POST":
        files: list[File[bytes]] = list(request.FILES.getlist(FIELD))
        errors = _too_large(request)  # known only once the request was read
        try:
            if files or not errors:
                started = start_run(
                    agency=agency_of(request), kind=kind, user=signed_in(request), uploads=files
                )
                for error in errors:
                    toast(request, error, level="error")
                return redirect_to(request, _address(started))
        except DomainError as error:
            errors.append(str(error))
    context = {
        "errors": errors,
        "runs": recent_runs(signed_in(request), kind),
        "limit": filesizeformat(settings.UPLOAD_MAX_FILE_BYTES),
    }
    return _page(request, kind, "jobs/upload.html", context, status=422 if errors else 200)


def _too_large(request: HttpRequest) -> list[str]:
    limit = filesizeformat(settings.UPLOAD_MAX_FILE_BYTES)
    return [
        _("»%(name)s« ist zu groß. Möglich sind bis zu %(limit)s.") % {"name": name, "limit": limit}
        for name in request.META.get("immonaut.rejected_uploads", [])
    ]


@_reads_and_writes
def run(request: HttpRequest, run: int, kind: str) -> HttpResponse:
    """The review with a decision for each item; then the progress; then the report."""
    found = _run_or_404(request, run, kind)
    if request.method == "POST":
        return _decided(request, found)
    if requested_fragment(request, ["import-progress"]) and not found.is_working:
        return redirect_to(request, _address(found))
    return _run_page(request, found)


def _run_page(request: HttpRequest, run: ImportRun, *, error: str = "") -> HttpResponse:
    page, fragments, facts = _state_of(request, run)
    context = {"run": run, "error": error, **facts}
    status = 422 if error else 200
    return _page(request, run.kind, page, context, fragments=fragments, status=status)


def _state_of(request: HttpRequest, run: ImportRun) -> tuple[str, list[str], dict[str, Any]]:
    if run.is_working:
        facts = progress(run)
        stops = [] if facts["done"] else what_stands_still([Part.WORKER])
        return "jobs/progress.html", ["import-progress"], {**facts, "stops": stops}
    places = {name: read_id(request.GET.get(name, "")) for name in ("after", "before")}
    page = item_page(run, **places)
    if run.state == RunState.REVIEW:
        return (
            "jobs/review.html",
            ["import-summary"],
            {"page": page, "counts": decision_counts(run)},
        )
    return "jobs/report.html", [], {"page": page, "counts": outcome_counts(run)}


def _decided(request: HttpRequest, run: ImportRun) -> HttpResponse:
    try:
        decide(run=run, decisions=_decisions(request.POST))
        _do(request, run)
    except DomainError as error:
        run.refresh_from_db()
        return _run_page(request, run, error=str(error))
    if request.htmx:  # type: ignore[attr-defined]
        return _run_page(request, run)
    return redirect_to(request, _address(run) + _place(request.POST))


def _do(request: HttpRequest, run: ImportRun) -> None:
    match request.POST.get("do"):
        case "take_all":
            decide_all(run=run, decision=Decision.CREATE)
        case "skip_all":
            decide_all(run=run, decision=Decision.SKIP)
        case "import":
            release_run(run=run, user=signed_in(request))


def _decisions(posted: Mapping[str, Any]) -> dict[int, str]:
    return {
        number: str(value)
        for name, value in posted.items()
        if name.startswith(_ITEM) and (number := read_id(name.removeprefix(_ITEM)))
    }


def _place(posted: Mapping[str, Any]) -> str:
    """The page of the review to go to: the one asked for, or the same one again."""
    if posted.get("do") == "import":
        return ""
    for name in ("after", "before"):
        if number := read_id(posted.get(name, "")):
            return f"?{name}={number}"
    here = read_id(posted.get("here", ""))
    return f"?after={here - 1}" if here else ""


@exporters_only
@require_safe
def report(request: HttpRequest, run: int, kind: str) -> StreamingHttpResponse:
    """What became of each item, as a CSV file for a spreadsheet."""
    found = _run_or_404(request, run, kind)
    response = StreamingHttpResponse(report_lines(found), content_type="text/csv; charset=utf-8")
    name = f"import-{found.pk}-{found.created_at:%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@writers_only
@_reads_and_writes
def undo(request: HttpRequest, run: int, kind: str) -> HttpResponse:
    """Asks, then takes everything back that the import changed."""
    found = _run_or_404(request, run, kind)
    if request.method == "POST":
        try:
            has_kept = undo_run(run=found)
        except DomainError as error:
            toast(request, str(error), level="error")
        else:
            if has_kept is not None:
                toast(request, _undone(has_kept))
        return redirect_to(request, _address(found))
    context = {"run": found, "counts": outcome_counts(found)}
    return _page(request, kind, "jobs/undo.html", context, fragments=["dialog"])


def _undone(has_kept: bool) -> str:
    if has_kept:
        return _("Der Import ist rückgängig gemacht; was seither geändert wurde, bleibt.")
    return _("Der Import ist rückgängig gemacht.")


@writers_only
@_reads_and_writes
def discard(request: HttpRequest, run: int, kind: str) -> HttpResponse:
    """Asks, then forgets a run in review together with its files."""
    found = _run_or_404(request, run, kind)
    if request.method == "POST":
        try:
            discard_run(run=found)
        except DomainError as error:
            toast(request, str(error), level="error")
            return redirect_to(request, _address(found))
        toast(request, _("Import verworfen; es wurde nichts übernommen."))
        return redirect_to(request, reverse(import_kind(kind).addresses.upload))
    return _page(request, kind, "jobs/discard.html", {"run": found}, fragments=["dialog"])


def _address(run: ImportRun) -> str:
    return reverse(import_kind(run.kind).addresses.run, args=[run.pk])


def _page(
    request: HttpRequest, kind: str, template: str, context: Mapping[str, Any], **how: Any
) -> HttpResponse:
    known = import_kind(kind)
    user = signed_in(request)
    shared = {
        "kind": known,
        "words": known.words,
        "addresses": known.addresses,
        "may_write": user.may_write,
    }
    return render_page(request, template, {**shared, **context}, **how)
