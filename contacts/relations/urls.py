"""Addresses of a contact's relations, in the namespace of contacts."""

from django.urls import path

from contacts.relations import views

_PEOPLE = "kontakte/<int:pk>/personen/"

urlpatterns = [
    path(_PEOPLE, views.relations, name="relations"),
    path(f"{_PEOPLE}<int:relation_pk>/", views.relation, name="relation"),
    path(f"{_PEOPLE}<int:relation_pk>/entfernen/", views.remove, name="relation_remove"),
]
