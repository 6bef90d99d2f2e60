"""What somebody asked for is not there any more: in words, and with what they typed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found
from django_htmx.http import trigger_client_event

from base.once.sent import LEFT_OUT


class InBin(Http404):
    """It lies in the bin of the person's agency, whose page is called `bin_url`."""

    def __init__(self, message: str, bin_url: str) -> None:
        super().__init__(message)
        self.bin_url = bin_url


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler404`. Who sent a form is told, and nothing typed is lost.

    In the page where it was typed it stays as it is, under a toast. Without JavaScript it goes
    into a page from which it can be sent again, once it is back from the bin.
    """
    is_sent = request.method == "POST" and request.user.is_authenticated
    if not is_sent and not isinstance(exception, InBin):
        return page_not_found(request, exception)
    said = (
        str(exception)
        if isinstance(exception, InBin)
        else _("Diesen Eintrag gibt es nicht (mehr).")
    )
    context = {
        "said": said,
        "bin_url": reverse(exception.bin_url) if isinstance(exception, InBin) else "",
        "is_sent": is_sent,
        "pairs": _typed(request) if is_sent else [],
    }
    response = render(request, "gone.html", context, status=404)
    if request.headers.get("HX-Request"):
        kept = _("Gespeichert ist nichts; Ihre Eingaben stehen noch da.") if is_sent else ""
        text = " ".join(filter(None, [said, kept]))
        trigger_client_event(response, "ui:toast", {"text": text, "level": "error"})
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, but for what a rendering adds and for passwords."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in LEFT_OUT and "password" not in name
        for value in values
    ]
