"""What a customer sees: a landing page, the documents behind it, and one page for all that is gone.

Nothing here needs a sign-in, and a cookie only where one is kept. Looking at the landing page
counts nothing, so that mail scanners and previews do not count; *Dokumente ansehen* is a POST and
does. What is behind it opens to that visit alone (`sharing.visits`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from babel import Locale
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.context import acting_as
from base.accounts.models import User
from base.client import client_address
from base.files.models import StoredFile
from base.files.serving import file_response
from base.tokens import read_token
from base.ui.pages import SeeOther
from base.ui.public import View, form_token, is_speculative, public_page, sent_form
from contacts.salutations import language_of
from sharing.archive import Entry, zip_stream
from sharing.languages import FIELD, chosen_language, keep_choice
from sharing.letters import greeting
from sharing.limits import note_miss
from sharing.models import ShareLink, ShareLinkItem
from sharing.models.links import TOKEN_PURPOSE
from sharing.records import in_words_of_the_office
from sharing.services import record_download, record_opening, record_view
from sharing.visits import (
    NO_TICKET,
    Visit,
    is_colleague,
    is_opening,
    keep_visit,
    make_ticket,
    visit_of,
)

# Each in its own language, so that everybody finds theirs.
OWN_NAMES = [
    (code, str(Locale(code).get_display_name(code)).title()) for code, _name in settings.LANGUAGES
]
# A view of an open link; None where there is nothing to show.
Opener = Callable[..., HttpResponseBase | None]


def _public(view: Opener) -> View:
    """Opens the link for the view; whatever is not open is the same neutral page.

    All of it is in the contact's language, or in the one that was chosen on the page.
    """

    @public_page
    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        link = _link_of(token)
        language = language_of(link.contact) if link else settings.LANGUAGE_CODE
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
    if link is None or not _is_open(link):
        return None
    with acting_as(_visitor(request)):
        return view(request, link, **kwargs)


@in_words_of_the_office
def _visitor(request: HttpRequest) -> str:
    """The name under which this visit enters the record: no other agency's people stand in it."""
    return _("ein Gast") if isinstance(request.user, User) else ""


def _visited(view: Opener) -> Opener:
    """What is behind *Dokumente ansehen*: without a visit the landing page comes first.

    Nothing is sent ahead: what was fetched before anybody asked would be an opening that
    nobody counted.
    """

    @wraps(view)
    def visited(request: HttpRequest, link: ShareLink, ticket: str, **kwargs: Any) -> Any:
        if is_speculative(request):
            return HttpResponse(status=503)
        visit = visit_of(request, link, ticket)
        return view(request, link, visit, **kwargs) if visit else _to_landing(link)

    return visited


def _link_of(token: str) -> ShareLink | None:
    """The link of a token that was made here, open or not."""
    identity = read_token(TOKEN_PURPOSE, token)
    if identity is None:
        return None
    now = timezone.now()
    links = ShareLink.objects.filter(identity=identity).annotate(
        opens=Exists(ShareLink.objects.open_at(now).filter(pk=OuterRef("pk")))
    )
    return links.select_related("agency", "contact", "property", "created_by").first()


def _is_open(link: ShareLink) -> bool:
    return bool(link.opens)  # type: ignore[attr-defined]


def _gone(request: HttpRequest) -> HttpResponse:
    too_many = note_miss(client_address(request))
    # Rendered without the request: nothing in it differs from one dead link to another but the
    # language, and that only for who holds a token that was made here.
    return HttpResponse(render_to_string("sharing/gone.html"), status=429 if too_many else 404)


def _to_landing(link: ShareLink) -> HttpResponse:
    return SeeOther(reverse("sharing:public", args=[link.token]))


def _to_contents(link: ShareLink, ticket: str) -> HttpResponse:
    return SeeOther(_contents_url(link, ticket))


def _contents_url(link: ShareLink, ticket: str) -> str:
    return reverse("sharing:contents", args=[link.token, ticket])


@_public
@require_safe
def landing(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """Who shares what until when; counts nothing."""
    context = {**_context(link), "csrf_token": form_token(link.token)}
    return render(request, "sharing/landing.html", context)


@_public
@require_POST
def look(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """*Dokumente ansehen*: counts a view unless a colleague looks."""
    if is_colleague(request, link):
        return _to_contents(link, NO_TICKET)
    opening = sent_form(request, link.token)
    if opening is None:
        return _to_landing(link)
    view = record_view(
        link=link, address=client_address(request), opening=opening,
        user_agent=request.headers.get("User-Agent", ""),
    )  # fmt: skip
    response = _to_contents(link, make_ticket(request, link, view.pk))
    keep_visit(response, link, view.pk)
    return response


@_public
@require_safe
@_visited
def contents(request: HttpRequest, link: ShareLink, visit: Visit) -> HttpResponseBase:
    """Exactly the chosen contents; the address stops carrying the visit once a cookie does."""
    if request.path != _contents_url(link, visit.ticket):
        return _to_contents(link, visit.ticket)
    items = list(link.items.shown())
    context = {**_context(link), "items": items, "ticket": visit.ticket}
    return render(request, "sharing/contents.html", context)


@_public
@require_safe
@_visited
def document(
    request: HttpRequest, link: ShareLink, visit: Visit, item_pk: int
) -> HttpResponseBase | None:
    """One document; each opening is recorded."""
    item = link.items.shown().select_related("link").filter(pk=item_pk).first()
    if item is None or not _has_bytes(item.stored):
        return None
    response = file_response(request, item.stored, still_open=_still_shown(item))
    view_id = visit.view_id if request.method == "GET" else None
    if view_id is not None and is_opening(view_id, item, response.status_code):
        record_opening(item=item, view_id=view_id)
    return response


@_public
@require_safe
@_visited
def download(request: HttpRequest, link: ShareLink, visit: Visit) -> HttpResponseBase | None:
    """All documents as one ZIP."""
    items = [item for item in link.items.shown() if _has_bytes(item.stored)]
    if not items:
        return None
    if request.method == "GET" and visit.view_id is not None:
        record_download(link=link, items=items, view_id=visit.view_id)
    return _zipped(items)


@_public
@require_safe
def picture(request: HttpRequest, link: ShareLink) -> HttpResponseBase | None:
    """The title picture of the link's property."""
    cover = link.property.cover if link.property else None
    if cover is None or not _has_bytes(cover.stored):
        return None
    return file_response(request, cover.stored)


def _zipped(items: list[ShareLinkItem]) -> StreamingHttpResponse:
    entries = [Entry(_file_name(item), item.stored, _still_shown(item)) for item in items]
    response = StreamingHttpResponse(zip_stream(entries), content_type="application/zip")
    name = _("Unterlagen.zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _still_shown(item: ShareLinkItem) -> Callable[[], bool]:
    """Whether `item` may be sent at the moment it is asked: one query by primary keys."""

    def still_shown() -> bool:
        links = ShareLink.objects.open_at(timezone.now())
        return ShareLinkItem.objects.shown().filter(pk=item.pk, link__in=links).exists()

    return still_shown


def _file_name(item: ShareLinkItem) -> str:
    """The shown name with the ending that the stored file has."""
    ending = item.stored.name.rpartition(".")[2] if "." in item.stored.name else ""
    if not ending or item.name.casefold().endswith(f".{ending.casefold()}"):
        return item.name
    return f"{item.name}.{ending}"


def _context(link: ShareLink) -> dict[str, Any]:
    return {
        "link": link, "agency": link.agency, "property": link.property,
        "cover": link.property.cover if link.property else None,
        "agent": link.created_by, "greeting": greeting(link.contact),
        "languages": OWN_NAMES, "language_field": FIELD,
    }  # fmt: skip


def _has_bytes(stored: StoredFile) -> bool:
    return stored.content.storage.exists(str(stored.content.name))
