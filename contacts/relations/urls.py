"""Addresses of a contact's relations, in the namespace of contacts."""

from django.urls import path

from contacts.relations import couple_views, views

_PEOPLE = "kontakte/<int:pk>/personen/"

urlpatterns = [
    path(_PEOPLE, views.relations, name="relations"),
    path(f"{_PEOPLE}<int:relation_pk>/", views.relation, name="relation"),
    path(f"{_PEOPLE}<int:relation_pk>/entfernen/", views.remove, name="relation_remove"),
    path(f"{_PEOPLE}<int:relation_pk>/paar/", couple_views.make, name="couple_make"),
    path("kontakte/<int:pk>/paar/aufloesen/", couple_views.dissolve, name="couple_dissolve"),
]
