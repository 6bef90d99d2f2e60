"""What the logs say of a request: which kind of page, never which page.

Paths carry tokens and reset keys, queries carry names and search words, errors of the database
carry values. So a line names the route (`/s/<str:token>/`), and errors come without values.
"""

import logging
import re
import time
from collections.abc import Callable
from types import TracebackType

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from base.client import client_address
from base.health.parts import HEALTH_PATH

_access = logging.getLogger("immonaut.access")
_UNKNOWN = "/…"
_ADDRESS = re.compile(r"(https?://[^/\s]+)/\S*")
# The lines in which PostgreSQL repeats what it was given.
_VALUES = re.compile(
    r"^(DETAIL|CONTEXT|QUERY|HINT|STATEMENT|LINE \d+): .*(\n +\^)?\n?", re.MULTILINE
)


def route_of(path: str) -> str:
    """The pattern that `path` fits, with names for what differs from page to page."""
    if path.startswith(settings.STATIC_URL):
        return f"{settings.STATIC_URL}…"
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return _UNKNOWN


class AccessLog:
    """One line for each request, whatever server is in front; the health check writes none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        response = self.get_response(request)
        route = route_of(request.path_info)
        if route != HEALTH_PATH:
            _access.info(
                "%s %s %s %s %.0f ms",
                client_address(request) or "-",
                request.method,
                route,
                response.status_code,
                (time.perf_counter() - start) * 1000,
            )
        return response


class RoutesForPaths(logging.Filter):
    """Lets every line through, with the route in place of the path of its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: nothing is dropped."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.msg, record.args = _without_paths(record.getMessage(), request), ()
        return True


class Plain(logging.Formatter):
    """A line of text; tracebacks without the lines in which the database repeats values."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The traceback in text."""
        return _VALUES.sub("", super().formatException(ei))


def _without_paths(message: str, request: HttpRequest) -> str:
    route = route_of(request.path_info)
    for path in (request.get_full_path(), request.path):
        escaped = path.encode("unicode_escape").decode("ascii")
        for written in (path, escaped):
            if len(written) > 1:
                message = message.replace(written, route)
    return _ADDRESS.sub(r"\1/…", message)
