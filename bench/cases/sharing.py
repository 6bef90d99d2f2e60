"""What a customer gets behind a share link: the page, and files of two sizes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from base.accounts.models import User
from bench.cases.asking import queries_of
from bench.cases.common import office
from bench.measuring import Result, compare, interleaved
from bench.plan import FROM_MEMORY, SHELL
from bench.stock.loading import AGENT
from bench.web import SHELL_PATH, Site, served
from contacts.models import Contact
from contacts.services import add_file
from immonaut.demo.documents import pdf
from sharing.customers.views.tickets import COOKIE, NO_TICKET, keep_visit
from sharing.links.services import end_of_validity
from sharing.models import ShareLink, ShareLinkItem
from sharing.services import generate_link, record_view, save_link

ROUNDS = 100
SIZES = {"100-kb": 100_000, "1-mb": 1_000_000}


def measure(rows: int) -> Iterator[Result]:
    """A visitor who has opened the link looks at its contents and downloads them."""
    link = _link()
    view = record_view(link=link, address="203.0.113.7", user_agent="bench")
    where = {"token": link.token, "ticket": NO_TICKET}
    contents = reverse("sharing:contents", kwargs=where)
    with served(os.environ, "sharing") as site:
        visitor = Site(site.port, signed_in=False, cookie=_cookie(link, view.pk))
        subjects = {
            "share-page": partial(_ask, visitor, contents),
            SHELL: partial(_ask, site, SHELL_PATH),
        }
        client = Client(headers={"host": "localhost", "cookie": _cookie(link, view.pk)})
        facts = {"queries": queries_of(client, contents), "bytes": len(visitor.get(contents))}
        yield from compare("share-page", rows, interleaved(subjects, ROUNDS), **facts)
        for item, size in zip(link.items.order_by("file__stored__size"), SIZES, strict=True):
            yield from _download(visitor, where, item, size, rows)


def _download(
    visitor: Site, where: dict[str, str], item: ShareLinkItem, size: str, rows: int
) -> list[Result]:
    """Each download is recorded as an activity, as always."""
    path = reverse("sharing:document", kwargs={**where, "item_pk": item.pk})
    length = len(visitor.get(path))
    subjects = {
        f"file-download-{size}": partial(_ask, visitor, path),
        FROM_MEMORY: partial(_ask, visitor, f"/bench/bytes/{length}/"),
    }
    return compare(f"file-download-{size}", rows, interleaved(subjects, ROUNDS), bytes=length)


def _cookie(link: ShareLink, view_id: int) -> str:
    response = HttpResponse()
    keep_visit(response, link, view_id)
    return f"{COOKIE}={response.cookies[COOKIE].value}"


def _ask(site: Site, path: str, number: int) -> object:
    return site.get(path)


def _link() -> ShareLink:
    user, contact = User.objects.get(email=AGENT), Contact.objects.filter(agency=office())[0]
    files = []
    for name, size in SIZES.items():
        content = pdf("Unterlagen", name, ["Zum Messen"])
        padded = content + b"%" + b"x" * (size - len(content)) + b"\n"
        file = add_file(contact=contact, source=BytesIO(padded), name=f"{name}.pdf", user=user)
        files.append(file.pk)
    link, _context = generate_link(
        contact=contact, property=None, documents=[], files=files, user=user
    )
    save_link(link=link, valid_until=end_of_validity(days=30))
    return ShareLink.objects.get(pk=link.pk)
