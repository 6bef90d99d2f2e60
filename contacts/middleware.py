"""Leads from the address of a contact that was merged away to the one it is part of now."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from base.ui.pages import redirect_to, toast
from contacts.access import ContactMoved


class MovedContactMiddleware:
    """Answers `ContactMoved` with the same page of the contact that stayed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ContactMoved):
            return None
        if request.method == "POST":
            toast(
                request,
                _("Der Kontakt wurde inzwischen zusammengeführt; nichts wurde gespeichert."),
                level="warning",
            )
        before, after = f"/{exception.gone}/", f"/{exception.kept}/"
        return redirect_to(request, request.get_full_path().replace(before, after, 1))
