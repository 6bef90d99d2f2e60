"""What a customer sees: a landing page, the documents behind it, and one page for all that is gone.

Nothing here needs a sign-in or a cookie. Looking at the landing page counts nothing, so that mail
scanners and previews do not count; *Dokumente ansehen* is a POST and does.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from audit.middleware import client_address
from base.accounts.models import User
from base.files.models import StoredFile
from base.files.serving import file_response
from base.tokens import read_token
from sharing.archive import zip_stream
from sharing.letters import greeting
from sharing.limits import note_miss
from sharing.models import ShareLink, ShareLinkItem
from sharing.models.links import TOKEN_PURPOSE
from sharing.passes import PREVIEW, make_pass, read_pass
from sharing.services import record_download, record_opening, record_view

View = Callable[..., HttpResponseBase]
# A view of an open link; None where there is nothing to show.
Opener = Callable[..., HttpResponseBase | None]
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def _public(view: Opener) -> View:
    """Opens the link for the view; whatever is not open is the same neutral page."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        link = _open_link(token)
        response = view(request, link, **kwargs) if link else None
        return _sealed(response if response is not None else _gone(request))

    # No CSRF token: the only POST counts a view and is worth nothing without the link's own
    # secret; and without referrer browsers send no origin that the check could accept.
    return csrf_exempt(login_not_required(opened))


def _open_link(token: str) -> ShareLink | None:
    identity = read_token(TOKEN_PURPOSE, token)
    if identity is None:
        return None
    links = ShareLink.objects.open_at(timezone.now()).filter(identity=identity)
    return links.select_related("agency", "contact", "property", "created_by").first()


def _gone(request: HttpRequest) -> HttpResponse:
    too_many = note_miss(client_address(request))
    # Rendered without the request: nothing in it may differ from one dead link to another.
    return HttpResponse(render_to_string("sharing/gone.html"), status=429 if too_many else 404)


def _sealed(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


@_public
@require_safe
def landing(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """Who shares what until when; counts nothing."""
    return render(request, "sharing/landing.html", _context(link))


@_public
@require_POST
def look(request: HttpRequest, link: ShareLink) -> HttpResponseBase:
    """*Dokumente ansehen*: counts a view unless a colleague looks."""
    view_id = PREVIEW
    if not _is_colleague(request, link):
        agent = request.headers.get("User-Agent", "")
        view_id = record_view(link=link, address=client_address(request), user_agent=agent).pk
    response = redirect("sharing:contents", token=link.token, ticket=make_pass(link, view_id))
    response.status_code = 303
    return response


@_public
@require_safe
def contents(request: HttpRequest, link: ShareLink, ticket: str) -> HttpResponseBase:
    """Exactly the chosen contents."""
    if read_pass(link, ticket) is None:
        return redirect("sharing:public", token=link.token)
    items = list(link.items.shown())
    context = {**_context(link), "items": items, "ticket": ticket}
    return render(request, "sharing/contents.html", context)


@_public
@require_safe
def document(
    request: HttpRequest, link: ShareLink, ticket: str, item_pk: int
) -> HttpResponseBase | None:
    """One document; each opening is recorded."""
    view_id = read_pass(link, ticket)
    if view_id is None:
        return redirect("sharing:public", token=link.token)
    item = link.items.shown().select_related("link").filter(pk=item_pk).first()
    if item is None or not _has_bytes(item.stored):
        return None
    if _counts(request, link, view_id):
        record_opening(item=item, view_id=view_id)
    return file_response(item.stored)


@_public
@require_safe
def download(request: HttpRequest, link: ShareLink, ticket: str) -> HttpResponseBase | None:
    """All documents as one ZIP."""
    view_id = read_pass(link, ticket)
    if view_id is None:
        return redirect("sharing:public", token=link.token)
    items = [item for item in link.items.shown() if _has_bytes(item.stored)]
    if not items:
        return None
    if _counts(request, link, view_id):
        record_download(link=link, items=items, view_id=view_id)
    return _zipped(items)


@_public
@require_safe
def picture(request: HttpRequest, link: ShareLink) -> HttpResponseBase | None:
    """The title picture of the link's property."""
    cover = link.property.cover if link.property else None
    if cover is None or not _has_bytes(cover.stored):
        return None
    return file_response(cover.stored)


def _zipped(items: list[ShareLinkItem]) -> StreamingHttpResponse:
    files = [(_file_name(item), item.stored) for item in items]
    response = StreamingHttpResponse(zip_stream(files), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="Unterlagen.zip"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


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
    }  # fmt: skip


def _counts(request: HttpRequest, link: ShareLink, view_id: int) -> bool:
    return request.method == "GET" and view_id != PREVIEW and not _is_colleague(request, link)


def _is_colleague(request: HttpRequest, link: ShareLink) -> bool:
    return isinstance(request.user, User) and request.user.agency_id == link.agency_id


def _has_bytes(stored: StoredFile) -> bool:
    return stored.content.storage.exists(str(stored.content.name))
