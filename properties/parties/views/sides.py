"""The two sides from which parties are seen: a contact's properties, a property's contacts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base.accounts.access import signed_in
from contacts.access import get_contact_or_404
from contacts.listing.search import search as search_contacts
from contacts.models import Contact
from contacts.models.contact import ContactQuerySet
from contacts.pages import render_contact_tab
from properties.access import get_property_or_404
from properties.listing.queries import search as search_properties
from properties.models import Party, PartyKind, Property
from properties.models.property import PropertyQuerySet
from properties.pages import render_property_tab
from properties.parties.queries import (
    SHOWN,
    Group,
    in_groups,
    parties_of_contact,
    parties_of_property,
)
from properties.parties.services import add_party

FOUND = 8


class PartySide(ABC):
    """One contact or property, `near`, with what it is joined with: the far ends."""

    near: Contact | Property
    title: Promise
    headings: Mapping[PartyKind, Promise]
    hint: Promise
    placeholder: Promise
    empty: Promise
    #: URL names of the page, of one party, and of its removal.
    page: str
    one: str
    removal: str

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user = signed_in(request)

    @property
    def is_contact(self) -> bool:
        """Whether the far ends are properties."""
        return isinstance(self.near, Contact)

    @abstractmethod
    def parties(self) -> list[Party]:
        """What there is, the latest first."""

    @cached_property
    def groups(self) -> list[tuple[Promise, Group]]:
        """The same by kind under headings; a fragment without the list asks for nothing."""
        return [(self.headings[group.kind], group) for group in in_groups(self._shown)]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than is shown."""
        return len(self._shown) == SHOWN

    @cached_property
    def _shown(self) -> list[Party]:
        return self.parties()

    @abstractmethod
    def visible(self) -> QuerySet[Any]:
        """Every far end there is."""

    @abstractmethod
    def matching(self, query: str) -> QuerySet[Any]:
        """Those that `query` finds, in the usual order."""

    def found(self, query: str, chosen: int | None) -> list[Any]:
        """Far ends to choose from: the one that is chosen, then those that `query` finds."""
        listed = list(self.visible().filter(pk=chosen)) if chosen else []
        if query:
            listed += self.matching(query)[:FOUND]
        return list({one.pk: one for one in listed}.values())

    def far(self, pk: int) -> Any:
        """The far end `pk`, None where there is no such."""
        return self.visible().filter(pk=pk).first()

    @abstractmethod
    def add(self, far: Any, kind: str, note: str) -> tuple[Party, UUID]:
        """Joins with `far`; raises DomainError as `add_party` does."""

    @abstractmethod
    def render(self, context: dict[str, Any], *, status: int) -> HttpResponse:
        """The tab."""


class OfContact(PartySide):
    """*Interesse und Verwaltung* of a contact."""

    near: Contact
    title = _("Interesse und Verwaltung")
    headings = {
        PartyKind.INTEREST: _("Interessiert an"),
        PartyKind.OWNER: _("Eigentümer von"),
        PartyKind.MANAGER: _("Verwalter von"),
    }
    hint = _("Immobilie suchen")
    placeholder = _("Titel, Objektnummer oder Ort suchen …")
    empty = _("Woran ist dieser Kontakt interessiert, was gehört ihm, was verwaltet er?")
    page, one, removal = (
        "properties:contact_parties",
        "properties:contact_party",
        "properties:contact_party_remove",
    )

    def __init__(self, request: HttpRequest, pk: int) -> None:
        super().__init__(request)
        self.near = get_contact_or_404(request, pk)

    def parties(self) -> list[Party]:
        return parties_of_contact(self.near)

    def visible(self) -> PropertyQuerySet:
        return Property.objects.filter(agency=self.near.agency_id).present().with_cover()

    def matching(self, query: str) -> PropertyQuerySet:
        return search_properties(self.visible(), query).order_by("title", "pk")

    def add(self, far: Property, kind: str, note: str) -> tuple[Party, UUID]:
        return add_party(contact=self.near, property=far, kind=kind, note=note)

    def render(self, context: dict[str, Any], *, status: int) -> HttpResponse:
        return render_contact_tab(
            self.request,
            self.near,
            "properties/parties/of_contact.html",
            context,
            fragments=["party-candidates", "party-add"],
            status=status,
        )


class OfProperty(PartySide):
    """*Beteiligte* of a property."""

    near: Property
    title = _("Beteiligte")
    headings = {
        PartyKind.INTEREST: _("Interessenten"),
        PartyKind.OWNER: _("Eigentümer"),
        PartyKind.MANAGER: _("Verwaltung"),
    }
    hint = _("Kontakt suchen")
    placeholder = _("Name, Telefon, E-Mail oder Ort suchen …")
    empty = _("Wer ist an dieser Immobilie interessiert, wem gehört sie, wer verwaltet sie?")
    page, one, removal = (
        "properties:property_parties",
        "properties:property_party",
        "properties:property_party_remove",
    )

    def __init__(self, request: HttpRequest, pk: int) -> None:
        super().__init__(request)
        self.near = get_property_or_404(request, pk)

    def parties(self) -> list[Party]:
        return parties_of_property(self.near)

    def visible(self) -> ContactQuerySet:
        present = Contact.objects.filter(agency=self.near.agency_id).present()
        return present.select_related("photo")

    def matching(self, query: str) -> ContactQuerySet:
        found = search_contacts(self.visible(), self.near.agency_id, query)
        return found.order_by("sort_key", "pk")

    def add(self, far: Contact, kind: str, note: str) -> tuple[Party, UUID]:
        return add_party(contact=far, property=self.near, kind=kind, note=note)

    def render(self, context: dict[str, Any], *, status: int) -> HttpResponse:
        return render_property_tab(
            self.request,
            self.near,
            "properties/parties/of_property.html",
            context,
            fragments=["party-candidates", "party-add"],
            status=status,
        )
