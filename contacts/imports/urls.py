"""Addresses of the import of contacts; most pages are those of every import."""

from django.urls import path

from base.jobs import views as jobs
from contacts.imports import views
from contacts.imports.services import KIND

_KIND = {"kind": KIND}

urlpatterns = [
    path("kontakte/import/", jobs.upload, _KIND, name="import"),
    path("kontakte/import/<int:run>/", views.run, name="import_run"),
    path("kontakte/import/<int:run>/bericht.csv", jobs.report, _KIND, name="import_report"),
    path("kontakte/import/<int:run>/rueckgaengig/", jobs.undo, _KIND, name="import_undo"),
    path("kontakte/import/<int:run>/verwerfen/", jobs.discard, _KIND, name="import_discard"),
]
