"""What the front answers by itself, in the reader's language."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from base.labels import Label
from immonaut.front.answers import Environ

_WORDS: dict[int, tuple[Label, Label]] = {
    408: (
        _("Die Übertragung hat zu lange gedauert"),
        _("Bitte versuchen Sie es mit einer besseren Verbindung noch einmal."),
    ),
    413: (
        _("Die Dateien sind zu groß"),
        _("Bitte senden Sie weniger auf einmal."),
    ),
    429: (
        _("Zu viele Übertragungen zugleich"),
        _("Bitte warten Sie, bis die anderen fertig sind, und versuchen Sie es dann noch einmal."),
    ),
    503: (
        _("Im Augenblick ist zu viel los"),
        _("Bitte versuchen Sie es in einer Minute noch einmal."),
    ),
}


def refusal(status: int, environ: Environ) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Headers and body of the page that says why the request was not taken."""
    heading, text = _WORDS[status]
    with translation.override(translation.get_language_from_request(WSGIRequest(environ))):
        page = render_to_string(
            "refused.html", {"status": status, "heading": heading, "text": text}
        ).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", b"default-src 'self'; frame-ancestors 'none'"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    return [*headers, (b"retry-after", b"60")] if status in (429, 503) else headers, page
