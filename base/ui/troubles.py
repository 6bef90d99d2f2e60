"""The answer to what failed without anybody's fault: words instead of a mistake of ours."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django_htmx.http import trigger_client_event

from base.database import Trouble, trouble_of


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: the database's troubles by their names, all else as status 500."""
    trouble = trouble_of(sys.exc_info()[1])
    with override(get_language_from_request(request)):
        if trouble is None:
            return HttpResponse(render_to_string("500.html"), status=500)
        return _told(request, trouble)


def _told(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    context = {"status": trouble.status, "heading": trouble.heading, "text": trouble.text}
    response = HttpResponse(render_to_string("refused.html", context), status=trouble.status)
    response.headers["Cache-Control"] = "no-store"
    if request.headers.get("HX-Request"):
        # The page stays as it is; a toast says why.
        toast = {"text": f"{trouble.heading}. {trouble.text}", "level": "error"}
        trigger_client_event(response, "ui:toast", toast)
    return response
