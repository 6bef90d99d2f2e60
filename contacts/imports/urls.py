"""Addresses of the vCard import; the pages are those of every import."""

from django.urls import path

from base.jobs import views
from contacts.imports.services import KIND

_KIND = {"kind": KIND}

urlpatterns = [
    path("kontakte/import/", views.upload, _KIND, name="import"),
    path("kontakte/import/<int:run>/", views.run, _KIND, name="import_run"),
    path("kontakte/import/<int:run>/rueckgaengig/", views.undo, _KIND, name="import_undo"),
    path("kontakte/import/<int:run>/verwerfen/", views.discard, _KIND, name="import_discard"),
]
