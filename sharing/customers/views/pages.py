"""What a customer sees: a landing page, the documents behind it, and one page for all that is gone.

Nothing here needs a sign-in, and a cookie only where one is kept. Looking at the landing page
counts nothing, so that mail scanners and previews do not count; *Dokumente ansehen* is a POST and
does. What is behind it opens to that visit alone (`sharing.customers.views.tickets`).
"""

from collections.abc import Callable
from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.client import client_address
from base.files.models import StoredFile
from base.files.renditions import wanted_side
from base.files.serving import file_response
from base.ui.pages import SeeOther
from base.ui.public import form_token, sent_form
from sharing.customers.archive import Entry, zip_stream
from sharing.customers.services import record_download, record_opening, record_view
from sharing.customers.views.doors import (
    contents_url,
    few_at_once,
    opened_link,
    to_landing,
    visited,
)
from sharing.customers.views.languages import FIELD
from sharing.customers.views.tickets import (
    NO_TICKET,
    Visit,
    is_colleague,
    is_opening,
    keep_visit,
    make_ticket,
)
from sharing.letters import greeting
from sharing.models import ShareLink, ShareLinkItem

# Each in its own language, so that everybody finds theirs.
OWN_NAMES = [
    (code, str(Locale(code).get_display_name(code)).title()) for code, _name in settings.LANGUAGES
]


def _to_contents(link: ShareLink, ticket: str) -> HttpResponse:
    return SeeOther(contents_url(link, ticket))


@opened_link
@require_safe
def landing(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """Who shares what until when; counts nothing."""
    context = {**_context(link), "csrf_token": form_token(str(link.identity))}
    return render(request, "sharing/landing.html", context)


@opened_link
@require_POST
def look(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """*Dokumente ansehen*: counts a view unless a colleague looks."""
    if is_colleague(request, link):
        return _to_contents(link, NO_TICKET)
    opening = sent_form(request, str(link.identity))
    if opening is None:
        return to_landing(link)
    view = record_view(
        link=link,
        address=client_address(request),
        opening=opening,
        user_agent=request.headers.get("User-Agent", ""),
    )
    response = _to_contents(link, make_ticket(request, link, view.pk))
    keep_visit(response, link, view.pk)
    return response


@opened_link
@require_safe
@visited
def contents(request: HttpRequest, link: ShareLink, visit: Visit) -> HttpResponseBase:
    """Exactly the chosen contents; the address stops carrying the visit once a cookie does."""
    if request.path != contents_url(link, visit.ticket):
        return _to_contents(link, visit.ticket)
    items = list(link.items.shown())
    context = {**_context(link), "items": items, "ticket": visit.ticket}
    return render(request, "sharing/contents.html", context)


@opened_link
@require_safe
@visited
@few_at_once
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


@opened_link
@require_safe
@visited
@few_at_once
def download(request: HttpRequest, link: ShareLink, visit: Visit) -> HttpResponseBase | None:
    """All documents as one ZIP."""
    items = [item for item in link.items.shown() if _has_bytes(item.stored)]
    if not items:
        return None
    if request.method == "GET" and visit.view_id is not None:
        record_download(link=link, items=items, view_id=visit.view_id)
    return _zipped(items)


@opened_link
@require_safe
def picture(request: HttpRequest, link: ShareLink) -> HttpResponseBase | None:
    """The title picture of the link's property."""
    cover = link.property.cover if link.property else None
    if cover is None or not _has_bytes(cover.stored):
        return None
    return file_response(request, cover.stored, side=wanted_side(request))


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
        "link": link,
        "agency": link.agency,
        "property": link.property,
        "cover": link.property.cover if link.property else None,
        "agent": link.created_by,
        "greeting": greeting(link.contact),
        "languages": OWN_NAMES,
        "language_field": FIELD,
    }


def _has_bytes(stored: StoredFile) -> bool:
    return stored.content.storage.exists(str(stored.content.name))
