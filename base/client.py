"""Where a request came from."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address the request came from, as the trusted proxy in front says it."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    from_proxy = [part.strip() for part in forwarded.split(",") if part.strip()]
    trusted = int(settings.ALLAUTH_TRUSTED_PROXY_COUNT)
    if trusted and len(from_proxy) >= trusted:
        return from_proxy[-trusted]
    return str(request.META.get("REMOTE_ADDR", ""))


def client_device(request: HttpRequest) -> str:
    """What the browser says of itself, cut to what is worth keeping."""
    return request.headers.get("User-Agent", "")[:200]
