"""Importing OpenImmo files: upload, review, report, undo."""

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from base.accounts.access import agency_of, signed_in
from base.errors import DomainError
from base.jobs.models import Decision, ImportRun, RunState
from base.jobs.services import decide, outcome_counts
from base.ui.pages import redirect_to, render_page, toast
from properties.services.runs import KIND, finish_import, start_import, undo_import
from properties.uploads import FIELD

_RECENT = 10
_ITEM = "item-"


def _run_or_404(request: HttpRequest, run_pk: int) -> ImportRun:
    visible = ImportRun.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("agency"), pk=run_pk, kind=KIND)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Takes files in; nothing changes before the review."""
    errors: list[str] = []
    if request.method == "POST":
        errors = [
            _("„%(name)s“ ist zu groß.") % {"name": name}
            for name in request.META.get("immonaut.rejected_uploads", [])
        ]
        files: list[File[bytes]] = list(request.FILES.getlist(FIELD))
        try:
            if files or not errors:
                run = start_import(
                    agency=agency_of(request), user=signed_in(request), uploads=files
                )
                for error in errors:
                    toast(request, error, level="error")
                return redirect_to(request, reverse("properties:import_run", args=[run.pk]))
        except DomainError as error:
            errors.append(str(error))
    recent = ImportRun.objects.visible_to(request.user).filter(kind=KIND)
    context = {"errors": errors, "runs": recent.order_by("-created_at")[:_RECENT]}
    status = 422 if errors else 200
    return render_page(request, "properties/import_upload.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, run_pk: int) -> HttpResponse:
    """What was read, property by property, with a decision for each; afterwards the report."""
    run = _run_or_404(request, run_pk)
    if request.method != "POST":
        return _page(request, run)
    try:
        decide(run=run, decisions=_decisions(request))
        finish_import(run=run, user=signed_in(request))
    except DomainError as error:
        return _page(request, run, error=str(error))
    return redirect_to(request, reverse("properties:import_run", args=[run.pk]))


@require_POST
def undo(request: HttpRequest, run_pk: int) -> HttpResponse:
    """Takes everything back that this import changed."""
    run = _run_or_404(request, run_pk)
    try:
        undone = undo_import(run=run)
    except DomainError as error:
        return _page(request, run, error=str(error))
    message = _("Der Import ist rückgängig gemacht.")
    if undone.kept:
        message = _("Der Import ist rückgängig gemacht; was seither geändert wurde, bleibt.")
    toast(request, message)
    return redirect_to(request, reverse("properties:import_run", args=[run.pk]))


def _decisions(request: HttpRequest) -> dict[int, str]:
    return {
        int(number): value
        for name, value in request.POST.items()
        if name.startswith(_ITEM) and (number := name.removeprefix(_ITEM)).isdecimal()
        if len(number) < 19 and isinstance(value, str)
    }


def _page(request: HttpRequest, run: ImportRun, *, error: str = "") -> HttpResponse:
    context = {
        "run": run,
        "items": run.items.select_related("source"),
        "counts": outcome_counts(run),
        "is_open": run.state in (RunState.REVIEW, RunState.RUNNING, RunState.QUEUED),
        "may_undo": run.state == RunState.DONE,
        "choices": [(Decision.CREATE, _("Übernehmen")), (Decision.SKIP, _("Überspringen"))],
        "error": error,
    }
    template = "properties/import_review.html"
    return render_page(request, template, context, status=422 if error else 200)
