"""Addresses of properties."""

from django.urls import include, path

from properties.views import documents, history, images, imports, overview, record

app_name = "properties"
_ONE = "immobilien/<int:pk>/"
_IMAGE = f"{_ONE}bilder/<int:image_pk>/"
_DOCUMENT = f"{_ONE}dokumente/<int:document_pk>/"

urlpatterns = [
    path("", include("properties.orders.urls")),
    path("immobilien/", overview.listing, name="list"),
    path("immobilien/neu/", record.create, name="create"),
    path("immobilien/import/", imports.upload, name="import"),
    path("immobilien/import/<int:run_pk>/", imports.review, name="import_run"),
    path("immobilien/import/<int:run_pk>/rueckgaengig/", imports.undo, name="import_undo"),
    path(_ONE, record.detail, name="detail"),
    path(f"{_ONE}historie/", history.history, name="history"),
    path(f"{_ONE}loeschen/", record.delete, name="delete"),
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
