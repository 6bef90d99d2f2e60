"""Which part of a file a request asks for (RFC 9110, 14)."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import parse_http_date_safe

_ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,40})-([0-9]{0,40})[ \t]*", re.IGNORECASE)


@dataclass(frozen=True)
class ByteRange:
    """The bytes from `start` up to and without `end`; none where nothing can be served."""

    start: int
    end: int

    def __len__(self) -> int:
        return max(self.end - self.start, 0)


def wanted_part(request: HttpRequest, size: int, etag: str, modified: int) -> ByteRange | None:
    """The asked part of a file of `size` bytes; None for the whole.

    Several ranges at once are answered with the whole, as a server may (14.2): assembling
    overlapping ones costs much and serves nobody. A part continued from another version of the
    file is the whole too (13.1.5).
    """
    found = _ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or found is None or not _is_same_version(request, etag, modified):
        return None
    first, last = found.groups()
    if not first:
        return ByteRange(max(size - int(last), 0), size) if last else None
    if last and int(last) < int(first):
        return None
    return ByteRange(int(first), min(int(last) + 1, size) if last else size)


def _is_same_version(request: HttpRequest, etag: str, modified: int) -> bool:
    condition = request.headers.get("If-Range")
    if condition is None or condition == etag:
        return True
    return parse_http_date_safe(condition) == modified
