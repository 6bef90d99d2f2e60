"""Where a request came from."""

import re
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

# An address as proxies write it: with a port, in brackets, or plain.
_WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](:\d+)?|(?P<four>[\d.]+):\d+")


def client_address(request: HttpRequest) -> str:
    """The address the request came from, as the trusted proxies in front say it.

    Each of them adds the address that it saw to the right of `X-Forwarded-For`; what stands
    further left anybody may have written. Empty where no address is known.
    """
    trusted = int(settings.ALLAUTH_TRUSTED_PROXY_COUNT)
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    said = hops[-trusted] if 0 < trusted <= len(hops) else ""
    return _address(said) or _address(str(request.META.get("REMOTE_ADDR", "")))


def _address(text: str) -> str:
    """The address in its one spelling; empty for what is none."""
    text = text.strip().strip('"')
    with_port = _WITH_PORT.fullmatch(text)
    if with_port:
        text = with_port["six"] or with_port["four"]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def client_device(request: HttpRequest) -> str:
    """What the browser says of itself, cut to what is worth keeping."""
    return request.headers.get("User-Agent", "")[:200]


# The first that fits is the name: most browsers also claim to be others.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """»Firefox, Windows«: how people know a device again; empty for what says nothing of itself."""
    names = (
        next((name for sign, name in table if sign in user_agent), "")
        for table in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(filter(None, names))
