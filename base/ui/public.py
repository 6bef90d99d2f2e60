"""What all pages without a sign-in have in common: their headers, and forms without a cookie."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
# How long a page may stay open before its form has to be loaded again.
_FORM_LASTS = 24 * 60 * 60

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """A page for customers: no sign-in, never kept, never found, no address passed on.

    Django's CSRF check needs a cookie and an origin; without referrer browsers send none. The
    forms of these pages carry a `form_token` instead, which the view reads.
    """

    @wraps(view)
    def sealed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response

    return csrf_exempt(login_not_required(sealed))


def is_speculative(request: HttpRequest) -> bool:
    """Whether nobody asked for this yet: browsers and mail programs that look ahead say so."""
    purposes = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    said = " ".join(request.headers.get(name, "") for name in purposes).lower()
    return any(word in said for word in ("prefetch", "prerender", "preview"))


def form_token(scope: str) -> str:
    """What a form of the page `scope` carries; new each time the page is shown.

    Passed to the template as `csrf_token`, so that `{% csrf_token %}` writes it as in every
    other form and no cookie is set.
    """
    return _signer(scope).sign(uuid.uuid4().hex)


def sent_form(request: HttpRequest, scope: str) -> uuid.UUID | None:
    """Which showing of the page `scope` this form came from; None when it came from none."""
    text = request.POST.get("csrfmiddlewaretoken", "")
    try:
        return uuid.UUID(hex=_signer(scope).unsign(text, max_age=_FORM_LASTS))
    except (BadSignature, ValueError):
        return None


def _signer(scope: str) -> TimestampSigner:
    return TimestampSigner(salt=f"immonaut.form:{scope}", sep=".")
