"""The page that tables need before they are read: which column is which field."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from base.accounts.access import signed_in
from base.errors import DomainError
from base.jobs import views as jobs
from base.jobs.kinds import import_kind
from base.jobs.models import ImportRun, RunState
from base.jobs.services import begin_reading
from base.ui.pages import redirect_to, render_page
from contacts.fields.countries import country_choices
from contacts.imports.column_setup import choices, options, setups
from contacts.imports.services import KIND


@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, run: int) -> HttpResponse:
    """The columns of tables to confirm first; then the pages of every import."""
    visible = ImportRun.objects.visible_to(request.user).select_related("agency")
    found = get_object_or_404(visible, pk=run, kind=KIND)
    if found.state != RunState.SETUP:
        return jobs.run(request, run, KIND)
    return _columns(request, found)


def _columns(request: HttpRequest, run: ImportRun) -> HttpResponse:
    tables = list(setups(run, request.POST))
    error = ""
    if request.method == "POST" and request.POST.get("do") == "read":
        try:
            begin_reading(run=run, options=options(tables))
            return redirect_to(request, request.path)
        except DomainError as problem:
            error = str(problem)
    kind = import_kind(KIND)
    context = {
        "run": run,
        "tables": tables,
        "error": error,
        "choices": choices(),
        "countries": country_choices(),
        "kind": kind,
        "words": kind.words,
        "addresses": kind.addresses,
        "may_write": signed_in(request).may_write,
    }
    return render_page(
        request,
        "contacts/import_columns.html",
        context,
        fragments=["import-tables"],
        status=422 if error else 200,
    )
