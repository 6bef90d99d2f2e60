"""The doors to what customers see: an open link, a visit, a place among the downloads."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _

from audit.context import acting_as
from base.accounts.models import User
from base.client import client_address
from base.files.running import begin, until_sent
from base.tokens import read_token
from base.ui.pages import SeeOther
from base.ui.public import View, is_speculative, public_page
from contacts.salutations import language_of
from sharing.activities import in_words_of_the_office
from sharing.customers.limits import note_miss
from sharing.customers.views.languages import chosen_language, keep_choice
from sharing.customers.views.tickets import Visit, visit_of
from sharing.models import ShareLink
from sharing.models.links import TOKEN_PURPOSE

RETRY_SECONDS = 30
# A view of an open link; None where there is nothing to show.
Opener = Callable[..., HttpResponseBase | None]


def opened_link(view: Opener) -> View:
    """Opens the link for the view; whatever is not open is the same neutral page.

    All of it is in the contact's language, or in the one that was chosen on the page. What is not
    open answers in the browser's language and sets no cookie: nothing in the answer says whether
    there was a link.
    """

    @public_page
    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        link = _open_link(token)
        language = language_of(link.contact) if link else get_language_from_request(request)
        with override(chosen_language(request) or language):
            response = _answer(view, request, link, kwargs) or _gone(request)
            response.headers["Content-Language"] = get_language()
        if link:
            keep_choice(request, response, link)
        return response

    return opened


def _answer(
    view: Opener, request: HttpRequest, link: ShareLink | None, kwargs: dict[str, Any]
) -> HttpResponseBase | None:
    if link is None:
        return None
    with acting_as(_visitor(request)):
        return view(request, link, **kwargs)


@in_words_of_the_office
def _visitor(request: HttpRequest) -> str:
    """The name under which this visit enters the record: no other agency's people stand in it."""
    return _("ein Gast") if isinstance(request.user, User) else ""


def visited(view: Opener) -> Opener:
    """What is behind *Dokumente ansehen*: without a visit the landing page comes first.

    Nothing is sent ahead: what was fetched before anybody asked would be an opening that
    nobody counted.
    """

    @wraps(view)
    def looked(request: HttpRequest, link: ShareLink, ticket: str, **kwargs: Any) -> Any:
        if is_speculative(request):
            return HttpResponse(status=503)
        visit = visit_of(request, link, ticket)
        return view(request, link, visit, **kwargs) if visit else to_landing(link)

    return looked


def few_at_once(view: Opener) -> Opener:
    """So many downloads of a link, and of an address, may run; one more has to wait."""

    @wraps(view)
    def bounded(request: HttpRequest, link: ShareLink, visit: Visit, **kwargs: Any) -> Any:
        if request.method != "GET":
            return view(request, link, visit, **kwargs)
        running = begin(_groups(request, link))
        if running is None:
            return _wait(request, link, visit)
        response = None
        try:
            response = view(request, link, visit, **kwargs)
        finally:
            until_sent(response, running)
        return response

    return bounded


def _groups(request: HttpRequest, link: ShareLink) -> dict[str, int]:
    groups = {f"link {link.pk}": settings.DOWNLOADS_PER_LINK}
    address = client_address(request)
    return {**groups, f"address {address}": settings.DOWNLOADS_PER_ADDRESS} if address else groups


def _wait(request: HttpRequest, link: ShareLink, visit: Visit) -> HttpResponse:
    context = {"back": contents_url(link, visit.ticket)}
    response = render(request, "sharing/busy.html", context, status=429)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _open_link(token: str) -> ShareLink | None:
    """The link that `token` opens now."""
    identity = read_token(TOKEN_PURPOSE, token)
    if identity is None:
        return None
    links = ShareLink.objects.open_at(timezone.now()).filter(identity=identity)
    return links.select_related("agency", "contact", "property", "created_by").first()


def _gone(request: HttpRequest) -> HttpResponse:
    too_many = note_miss(client_address(request))
    # Rendered without the request: nothing in it differs from one dead link to another.
    return HttpResponse(render_to_string("sharing/gone.html"), status=429 if too_many else 404)


def to_landing(link: ShareLink) -> HttpResponse:
    return SeeOther(reverse("sharing:public", args=[link.token]))


def contents_url(link: ShareLink, ticket: str) -> str:
    return reverse("sharing:contents", args=[link.token, ticket])
