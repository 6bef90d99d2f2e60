"""How a stored file leaves: as a download, never as a page that could run."""

import errno
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import IO, Any, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from base.files.models import StoredFile
from base.files.ranges import ByteRange, wanted_part
from base.files.renditions import MEDIA_TYPE, LongestSide, rendition

SANDBOX = "default-src 'none'; sandbox"
CHUNK = 256 * 1024
# Whether what is being sent may still be sent; asked before every chunk.
StillOpen = Callable[[], bool]


def file_response(
    request: HttpRequest,
    stored: StoredFile,
    *,
    side: LongestSide | None = None,
    still_open: StillOpen | None = None,
) -> HttpResponseBase:
    """The bytes, or the part of them that was asked for, with `nosniff` and a sandbox policy.

    With `side` a picture comes in that size, where there can be one. Pictures, which were drawn
    anew on upload, may be shown in place; everything else is an attachment. With `still_open` the
    file ends at the next chunk once that says no. Raises Http404 when the bytes are gone.
    """
    shown = rendition(stored, side) if side else None
    source = _opened(shown or stored.content)
    etag = f'"{stored.sha256}{f"-{side:d}" if shown else ""}"'
    modified = int(stored.created_at.timestamp())
    part = wanted_part(request, source.size, etag, modified)
    response = _response(source, part, still_open)
    is_webp = shown is not None and side is not LongestSide.THUMBNAIL
    for name, value in _headers(stored, etag, modified, is_webp=is_webp).items():
        response.headers[name] = value
    answer = get_conditional_response(
        request, etag=etag, last_modified=modified, response=cast("HttpResponse", response)
    )
    if answer is not response:
        source.close()  # closing the response would end the request
    return answer or response


def chunks(source: File[Any] | IO[bytes], still_open: StillOpen | None = None) -> Iterator[bytes]:
    """The rest of `source`, piece by piece; breaks off once `still_open` says no."""
    while chunk := source.read(CHUNK):
        check_open(still_open)
        yield chunk


def check_open(still_open: StillOpen | None) -> None:
    """Breaks the connection off where what is being sent was withdrawn.

    To the server that is a connection that went away: it closes the socket and the browser
    knows that the file is not whole.
    """
    if still_open is not None and not still_open():
        raise ConnectionResetError(errno.ECONNRESET, "withdrawn while it was sent")


class _Sent:
    """A part of an open file as the body of a response, which closes it."""

    def __init__(self, source: File[Any], part: ByteRange, still_open: StillOpen | None) -> None:
        self._source, self._part, self._still_open = source, part, still_open
        self.close = source.close

    def __iter__(self) -> Iterator[bytes]:
        self._source.seek(self._part.start)
        left = len(self._part)
        for chunk in chunks(self._source, self._still_open):
            yield chunk[:left]
            left -= len(chunk)
            if left <= 0:
                return


def _opened(field: FieldFile) -> File[Any]:
    try:
        return default_storage.open(str(field.name), "rb")
    except FileNotFoundError as error:
        raise Http404 from error


def _response(
    source: File[Any], part: ByteRange | None, still_open: StillOpen | None
) -> HttpResponse | StreamingHttpResponse:
    """200 with the whole, 206 with a part, 416 where the part lies outside."""
    size = source.size
    if part is not None and not len(part):
        source.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    sent = part or ByteRange(0, size)
    response = StreamingHttpResponse(_Sent(source, sent, still_open), status=206 if part else 200)
    response.headers["Content-Length"] = str(len(sent))
    if part:
        response.headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    return response


def _headers(stored: StoredFile, etag: str, modified: int, *, is_webp: bool) -> dict[str, str]:
    name = str(PurePath(stored.name).with_suffix(".webp")) if is_webp else stored.name
    disposition = content_disposition_header(not stored.is_image, name)
    return {
        "Content-Type": MEDIA_TYPE if is_webp else stored.media_type,
        "Content-Disposition": disposition or "attachment",
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": http_date(modified),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": SANDBOX,
        "Cache-Control": "private, max-age=3600" if stored.is_image else "private, no-store",
    }
