"""Addresses of those who have to do with a property, in the namespace of properties."""

from django.urls import path

from properties.parties.views import parties
from properties.parties.views.sides import OfContact, OfProperty

_CONTACT = "kontakte/<int:pk>/interessen/"
_PROPERTY = "immobilien/<int:pk>/beteiligte/"
_ONE = "<int:party_pk>/"
_FROM_CONTACT = {"side": OfContact}
_FROM_PROPERTY = {"side": OfProperty}

urlpatterns = [
    path(_CONTACT, parties.parties, _FROM_CONTACT, name="contact_parties"),
    path(f"{_CONTACT}{_ONE}", parties.party, _FROM_CONTACT, name="contact_party"),
    path(f"{_CONTACT}{_ONE}entfernen/", parties.remove, _FROM_CONTACT, name="contact_party_remove"),
    path(_PROPERTY, parties.parties, _FROM_PROPERTY, name="property_parties"),
    path(f"{_PROPERTY}{_ONE}", parties.party, _FROM_PROPERTY, name="property_party"),
    path(
        f"{_PROPERTY}{_ONE}entfernen/", parties.remove, _FROM_PROPERTY, name="property_party_remove"
    ),
]
