"""Walks all addresses of the product and finds those that show a page of the furnished agency."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from bench.cases.furnishing import Furnished
from contacts.models import Contact
from properties.models import Property

# Not pages of the product's people: the operator's, the sign-in's, the links of customers, ours.
_OTHERS = ("admin", "account_", "mfa_", "socialaccount", "sharing:public", "bench")
_OPTIONAL = re.compile(r"<[^>]+>")


def patterns(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    """Name and route of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from patterns(entry, prefix + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            name = ":".join(filter(None, [namespace, entry.name]))
            yield name, prefix + str(entry.pattern)


def pages(client: Client, made: Furnished) -> Iterator[tuple[str, str]]:
    """Name and address of each page that answers with HTML; tells which could not be filled in."""
    for name, route in patterns():
        if not name or name.startswith(_OTHERS) or route.startswith("s/<"):
            continue
        path = _filled(route, made)
        if path is None:
            print(f"Not measured, no object at hand: {name}", file=sys.stderr)
        elif _is_page(client, path):
            yield f"page-{name.replace(':', '-').replace('_', '-')}", path


def _is_page(client: Client, path: str) -> bool:
    answer = client.get(path)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def _filled(route: str, made: Furnished) -> str | None:
    values = _values(route, made)
    filled = _OPTIONAL.sub(lambda found: str(values.get(found[0]) or "?"), route)
    return None if "?" in filled else f"/{filled}"


def _values(route: str, made: Furnished) -> dict[str, object]:
    """What stands for each placeholder: an object of the furnished contact or property."""
    contact, flat = made.contact, made.property
    own: Contact | Property = flat if route.startswith("immobilien") else contact
    values: dict[str, object] = {"<uuid:context>": made.context, "<str:direction>": "up"}
    in_outbox = route.startswith("postausgang")
    values["<int:pk>"] = getattr(contact.mails.first(), "pk", None) if in_outbox else own.pk
    if route.startswith("kontakte"):
        values["<int:run>"] = made.cards
    order = contact.orders.first()
    relation = contact.relations_as_a.first() or contact.relations_as_b.first()
    return values | {
        "<int:relation_pk>": relation and relation.pk,
        "<int:party_pk>": getattr(own.parties.first(), "pk", None),
        "<int:file_id>": getattr(contact.files.first(), "pk", None),
        "<int:order_pk>": order and order.pk,
        "<int:criterion_pk>": order and getattr(order.criteria.first(), "pk", None),
        "<slug:kind>": "place",
        "<str:field>": "iban",
        "<int:image_pk>": getattr(flat.images.first(), "pk", None),
        "<int:document_pk>": getattr(flat.documents.first(), "pk", None),
        "<int:link_pk>": getattr(contact.share_links.first(), "pk", None),
        "<int:confirmation_pk>": getattr(contact.confirmations.first(), "pk", None),
    }
