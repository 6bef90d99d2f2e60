"""Addresses of a contact's relations, in the namespace of contacts."""

from django.urls import path

from contacts.relations.views import couples, relations

_PEOPLE = "kontakte/<int:pk>/personen/"

urlpatterns = [
    path(_PEOPLE, relations.relations, name="relations"),
    path(f"{_PEOPLE}<int:relation_pk>/", relations.relation, name="relation"),
    path(f"{_PEOPLE}<int:relation_pk>/entfernen/", relations.remove, name="relation_remove"),
    path(f"{_PEOPLE}<int:relation_pk>/paar/", couples.make, name="couple_make"),
    path("kontakte/<int:pk>/paar/aufloesen/", couples.dissolve, name="couple_dissolve"),
]
