"""Deleting asks first; the bin shows what was deleted, to bring back or to erase for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.bin.erasing import BIN_DAYS, expires_at
from audit.bin.hanging import attachments
from audit.bin.kinds import BinKind, Shown, bin_kind
from audit.context import action
from base.accounts.access import signed_in, writers_only
from base.errors import DomainError
from base.ui.pages import redirect_to, render_page, toast

_ON_A_PAGE = 50
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Binned:
    """A row in the bin; `days_left` counts begun days, 0 once its time is over."""

    row: Any
    shown: Shown
    days_left: int


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Says what hangs on it; the answer puts it into the bin."""
    of = bin_kind(kind)
    row = of.get(request, pk)
    if request.method == "POST":
        with action(f"{of.app}.delete") as context:
            of.delete(row)
        toast(request, str(of.words.deleted) % {"name": of.shown(row).name}, undo=context.id)
        return redirect_to(request, reverse(of.addresses.stock))
    return _ask(request, of, row, "bin/delete.html")


@require_safe
def bin_page(request: HttpRequest, kind: str) -> HttpResponse:
    """What the agency has deleted, each with the days that are left."""
    of, user = bin_kind(kind), signed_in(request)
    page = Paginator(of.in_bin(user), _ON_A_PAGE).get_page(request.GET.get("seite"))
    now = timezone.now()
    rows = [Binned(row, of.shown(row), _days_left(row, now)) for row in page]
    days = {"days": BIN_DAYS}
    context = {
        "kind": of,
        "rows": rows,
        "page": page,
        "lies": str(of.words.lies) % days,
        "empty": str(of.words.empty) % days,
        "may_write": user.may_write,
    }
    return render_page(request, "bin/page.html", context)


@require_POST
def restore(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Brings it back, with everything that hangs on it."""
    of = bin_kind(kind)
    row = _binned_or_404(request, of, pk)
    try:
        with action(f"{of.app}.restore") as context:
            of.restore(row)
    except DomainError as error:
        toast(request, str(error), level="error")
        return redirect_to(request, reverse(of.addresses.bin))
    toast(request, str(of.words.restored) % {"name": of.shown(row).name}, undo=context.id)
    return redirect_to(request, row.get_absolute_url())


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Asks, then erases for good; for administrators."""
    of = bin_kind(kind)
    row = _binned_or_404(request, of, pk)
    if not signed_in(request).is_administrator:
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, of, row, "bin/erase.html")
    name = of.shown(row).name
    try:
        of.erase(row)
    except DomainError as error:
        toast(request, str(error), level="error")
    else:
        toast(request, str(of.words.erased) % {"name": name})
    return redirect_to(request, reverse(of.addresses.bin))


def _ask(request: HttpRequest, of: BinKind, row: Any, template: str) -> HttpResponse:
    context = {
        "kind": of,
        "row": row,
        "name": of.shown(row).name,
        "attachments": attachments(of.rules(), row.pk),
    }
    return render_page(request, template, context, fragments=["dialog"])


def _binned_or_404(request: HttpRequest, of: BinKind, pk: int) -> Any:
    return get_object_or_404(of.in_bin(signed_in(request)), pk=pk)


def _days_left(row: Any, now: datetime) -> int:
    return max(0, ceil((expires_at(row) - now).total_seconds() / _DAY))
