"""Helpers of the OpenImmo tests: tiny documents and archives."""

import io
import zipfile

from properties.openimmo.listing import Listing
from properties.openimmo.reading import read_openimmo


def feed(inside: str, *, transfer: str = "") -> bytes:
    """A document with one property that consists of `inside`."""
    return (
        f"<openimmo><uebertragung {transfer}/><anbieter><immobilie>{inside}</immobilie>"
        "</anbieter></openimmo>"
    ).encode()


def only_listing(source: bytes, file_name: str = "feed.xml") -> Listing:
    """The one listing that `source` must hold."""
    (listing,) = [
        listing
        for document in read_openimmo(source, file_name=file_name)
        for listing in document.listings
    ]
    return listing


def listing_of(inside: str, *, transfer: str = "") -> Listing:
    """The listing that `inside` describes."""
    return only_listing(feed(inside, transfer=transfer))


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP of `files`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def codes(problems) -> list[str]:
    """The codes of `problems`."""
    return [problem.code for problem in problems]
