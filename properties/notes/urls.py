"""Addresses of notes, in the namespace of properties."""

from django.urls import path

from properties.notes import views
from properties.notes.sides import OF_CONTACT, OF_PROPERTY

urlpatterns = [
    path(f"{stock}/<int:pk>/notizen/{rest}", view, {"side": side}, name=f"{side.field}_{name}")
    for stock, side in (("kontakte", OF_CONTACT), ("immobilien", OF_PROPERTY))
    for rest, view, name in (
        ("", views.notes, "notes"),
        ("<int:note_pk>/", views.note, "note"),
        ("<int:note_pk>/loeschen/", views.remove, "note_remove"),
    )
]
