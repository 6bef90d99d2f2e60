"""Finds what somebody looks for in the whole product: contacts, properties, orders, notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from base.accounts.models import Agency
from base.labels import Label
from base.ui.formats import moment
from contacts.duplicates.normalise import fold
from contacts.listing.search import Search
from contacts.models import Contact
from properties.listing.queries import search as search_properties
from properties.models import Property
from properties.models.notes import Note
from properties.models.orders import SearchOrder

_EXCERPT = 90


@dataclass(frozen=True)
class Hit:
    """One thing found; `initials` stand for a contact's picture, `symbol` for anything else."""

    title: str
    note: str
    url: str
    symbol: str = ""
    initials: str = ""


@dataclass(frozen=True)
class Group:
    """The first hits of one kind; `more_url` lists all where there are more and a list exists."""

    name: str
    label: Label
    hits: list[Hit]
    has_more: bool
    more_url: str


def find(agency: Agency, query: str, most: int) -> list[Group]:
    """What matches `query`, at most `most` of a kind; the kinds that have something."""
    if not query:
        return []
    address = "?" + urlencode({"q": query})
    groups = [
        _group(
            "contacts",
            _("Kontakte"),
            _contacts(agency, query, most + 1),
            most,
            reverse("contacts:list") + address,
        ),
        _group(
            "properties",
            _("Immobilien"),
            _properties(agency, query, most + 1),
            most,
            reverse("properties:list") + address,
        ),
        _group("orders", _("Suchaufträge"), _orders(agency, query, most + 1), most),
        _group("notes", _("Notizen"), _notes(agency, query, most + 1), most),
    ]
    return [group for group in groups if group.hits]


def _group(name: str, label: Promise, hits: list[Hit], most: int, more_url: str = "") -> Group:
    has_more = len(hits) > most
    return Group(name, label, hits[:most], has_more, more_url if has_more else "")


def _contacts(agency: Agency, query: str, most: int) -> list[Hit]:
    ids = Search(agency.pk, query).ids()[:most]
    found = Contact.objects.filter(agency=agency).present().in_bulk(ids)
    return [
        Hit(
            contact.display_name,
            " · ".join(filter(None, [contact.primary_phone, contact.primary_place])),
            contact.get_absolute_url(),
            initials=contact.initials,
        )
        for contact in (found[pk] for pk in ids if pk in found)
    ]


def _properties(agency: Agency, query: str, most: int) -> list[Hit]:
    portfolio = Property.objects.filter(agency=agency).present()
    found = search_properties(portfolio, query).order_by("-updated_at", "-pk")[:most]
    return [Hit(str(one), one.object_number, one.get_absolute_url(), "house") for one in found]


def _orders(agency: Agency, query: str, most: int) -> list[Hit]:
    orders = SearchOrder.objects.filter(agency=agency).present().select_related("contact")
    found = _holding(orders, query).order_by("-created_at", "-pk")[:most]
    return [
        Hit(one.title, one.contact.display_name, one.get_absolute_url(), "target") for one in found
    ]


def _notes(agency: Agency, query: str, most: int) -> list[Hit]:
    notes = Note.objects.filter(
        Q(contact=None) | Q(contact__deleted_at=None),
        Q(property=None) | Q(property__deleted_at=None),
        agency=agency,
    ).select_related("contact", "property")
    found = _holding(notes, query).order_by("-happened_at", "-pk")[:most]
    return [_note_hit(note) for note in found]


def _note_hit(note: Note) -> Hit:
    if note.contact is not None:
        url = reverse("properties:contact_notes", args=[note.contact_id])
    else:
        url = reverse("properties:property_notes", args=[note.property_id])
    about = " · ".join(str(one) for one in (note.contact, note.property) if one)
    excerpt = Truncator(" ".join(note.text.split())).chars(_EXCERPT)
    return Hit(excerpt, f"{note}, {moment(note.happened_at)} · {about}", url, note.icon())


def _holding(rows: Any, query: str) -> Any:
    """Those of `rows` whose folded text holds every word of `query`."""
    words = fold(query).split()
    if not words:
        return rows.none()
    for word in words:
        rows = rows.filter(folded__contains=word)
    return rows
