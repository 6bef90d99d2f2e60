"""Addresses of properties."""

from django.urls import include, path

from audit.bin import views as bins
from base.jobs import views as imports
from properties.bin_kinds import KIND as BIN
from properties.imports.runs import KIND
from properties.listing import views as overview
from properties.media.views import documents, images
from properties.record.views import history, numbers, record, sheet

app_name = "properties"
_KIND = {"kind": KIND}
_IN_BIN = {"kind": BIN}
_BIN = "immobilien/papierkorb/"
_IMPORT = "immobilien/import/"
_ONE = "immobilien/<int:pk>/"
_IMAGE = f"{_ONE}bilder/<int:image_pk>/"
_DOCUMENT = f"{_ONE}dokumente/<int:document_pk>/"

urlpatterns = [
    path("", include("properties.orders.urls")),
    path("", include("properties.parties.urls")),
    path("", include("properties.notes.urls")),
    path("immobilien/", overview.listing, name="list"),
    path("immobilien/neu/", record.create, name="create"),
    path("immobilien/nummern/", numbers.numbers, name="numbers"),
    path(_IMPORT, imports.upload, _KIND, name="import"),
    path(f"{_IMPORT}<int:run>/", imports.run, _KIND, name="import_run"),
    path(f"{_IMPORT}<int:run>/bericht.csv", imports.report, _KIND, name="import_report"),
    path(f"{_IMPORT}<int:run>/rueckgaengig/", imports.undo, _KIND, name="import_undo"),
    path(f"{_IMPORT}<int:run>/verwerfen/", imports.discard, _KIND, name="import_discard"),
    path(_ONE, record.detail, name="detail"),
    path(f"{_ONE}datenblatt.pdf", sheet.sheet, name="sheet"),
    path(f"{_ONE}historie/", history.history, name="history"),
    path(f"{_ONE}loeschen/", bins.delete, _IN_BIN, name="delete"),
    path(_BIN, bins.bin_page, _IN_BIN, name="bin"),
    path(f"{_BIN}<int:pk>/wiederherstellen/", bins.restore, _IN_BIN, name="restore"),
    path(f"{_BIN}<int:pk>/endgueltig/", bins.erase, _IN_BIN, name="erase"),
    path(f"{_ONE}bilder/", images.pictures, name="pictures"),
    path(_IMAGE, images.image, name="image"),
    path(f"{_IMAGE}klein/", images.thumbnail, name="thumbnail"),
    path(f"{_IMAGE}aendern/", images.change, name="change_image"),
    path(f"{_IMAGE}loeschen/", images.delete, name="delete_image"),
    path(f"{_IMAGE}titelbild/", images.cover, name="make_cover"),
    path(f"{_IMAGE}<str:direction>/", images.move, name="move_image"),
    path(f"{_ONE}dokumente/", documents.documents, name="documents"),
    path(_DOCUMENT, documents.document, name="document"),
    path(f"{_DOCUMENT}aendern/", documents.change, name="change_document"),
    path(f"{_DOCUMENT}sichtbarkeit/", documents.toggle, name="toggle_document"),
    path(f"{_DOCUMENT}loeschen/", documents.delete, name="delete_document"),
]
