"""Addresses of notes, in the namespace of properties."""

from django.urls import path

from properties.notes.views import notes
from properties.notes.views.sides import OF_CONTACT, OF_PROPERTY

urlpatterns = [
    path(f"{stock}/<int:pk>/notizen/{rest}", view, {"side": side}, name=f"{side.field}_{name}")
    for stock, side in (("kontakte", OF_CONTACT), ("immobilien", OF_PROPERTY))
    for rest, view, name in (
        ("", notes.notes, "notes"),
        ("<int:note_pk>/", notes.note, "note"),
        ("<int:note_pk>/loeschen/", notes.remove, "note_remove"),
    )
]
