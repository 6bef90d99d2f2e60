"""Addresses of contacts."""

from django.urls import include, path

from contacts.views import binned, company, deletion, files, misc, overview, personal, photo, record

app_name = "contacts"

urlpatterns = [
    path("", include("contacts.imports.urls")),
    path("", include("contacts.relations.urls")),
    path("kontakte/", overview.contact_list, name="list"),
    path("kontakte/neu/", personal.create, name="create"),
    path("kontakte/<int:pk>/", personal.detail, name="detail"),
    path("kontakte/<int:pk>/firma/", company.company, name="company"),
    path("kontakte/<int:pk>/sonstiges/", misc.misc, name="misc"),
    path("kontakte/<int:pk>/sonstiges/anzeigen/<str:field>/", misc.show, name="secret"),
    path("kontakte/<int:pk>/dateien/", files.files, name="files"),
    path("kontakte/<int:pk>/dateien/<int:file_id>/", files.download, name="file"),
    path("kontakte/<int:pk>/dateien/<int:file_id>/loeschen/", files.delete, name="file_delete"),
    path("kontakte/<int:pk>/foto/", photo.photo, name="photo"),
    path("kontakte/<int:pk>/foto/aendern/", photo.change, name="photo_change"),
    path("kontakte/<int:pk>/aktivitaeten/", record.activities, name="activities"),
    path("kontakte/<int:pk>/historie/", record.history, name="history"),
    path("kontakte/<int:pk>/zuletzt/", record.recent, name="recent"),
    path("kontakte/papierkorb/", binned.bin_page, name="bin"),
    path("kontakte/papierkorb/<int:pk>/wiederherstellen/", binned.restore, name="restore"),
    path("kontakte/papierkorb/<int:pk>/endgueltig/", binned.erase, name="erase"),
    path("kontakte/<int:pk>/loeschen/", deletion.delete, name="delete"),
]
