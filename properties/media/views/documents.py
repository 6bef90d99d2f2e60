"""A property's documents."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.accounts.access import signed_in
from base.files.serving import file_response
from base.ui.pages import redirect_to, toast
from properties.access import get_document_or_404, get_property_or_404
from properties.choices import Visibility
from properties.media.forms import DocumentForm, RowForm
from properties.media.services.documents import (
    add_document,
    change_document,
    delete_document,
    set_visibility,
)
from properties.media.views.uploads import take_uploads
from properties.models import Property
from properties.pages import render_property_tab


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """All documents; a POST adds some, protected unless said otherwise."""
    record = get_property_or_404(request, pk)
    if request.method != "POST":
        return _page(request, record)
    user = signed_in(request)
    visibility = Visibility.PUBLIC if request.POST.get("public") else Visibility.PROTECTED
    errors = take_uploads(
        request,
        lambda upload, name: add_document(
            property=record, source=upload, name=name, user=user, visibility=visibility
        ),
    )
    if errors:
        return _page(request, record, errors=errors)
    return redirect_to(request, reverse("properties:documents", args=[pk]))


@require_safe
def document(request: HttpRequest, pk: int, document_pk: int) -> HttpResponseBase:
    """One document as a download."""
    return file_response(request, get_document_or_404(request, pk, document_pk).stored)


@require_POST
def change(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Renames a document or says what it is."""
    shown = get_document_or_404(request, pk, document_pk)
    row = RowForm(DocumentForm, shown, "document", request.POST)
    if row.saved(lambda values, base: change_document(document=shown, **values, base=base)):
        toast(request, _("Gespeichert."), undo=row.context)
        return _back(request, shown.property)
    return _page(request, shown.property, typed=row)


@require_POST
def toggle(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Makes a document public or protects it, as the button said, however it is now."""
    shown = get_document_or_404(request, pk, document_pk)
    wanted = request.POST.get("visibility", "")
    if wanted not in Visibility.values:
        return _page(request, shown.property, errors=[_("Bitte laden Sie die Seite neu.")])
    context = set_visibility(document=shown, visibility=wanted)
    is_public = wanted == Visibility.PUBLIC
    message = _("„%(name)s“ ist öffentlich.") if is_public else _("„%(name)s“ ist geschützt.")
    toast(request, message % {"name": shown}, undo=context)
    return _back(request, shown.property)


@require_POST
def delete(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Deletes a document; the toast offers the way back."""
    shown = get_document_or_404(request, pk, document_pk)
    context = delete_document(document=shown)
    toast(request, _("Das Dokument „%(name)s“ ist gelöscht.") % {"name": shown}, undo=context)
    return _back(request, shown.property)


def _back(request: HttpRequest, record: Property) -> HttpResponse:
    """The page as it is now: at once for HTMX, by a redirect otherwise."""
    if getattr(request, "htmx", None):
        return _page(request, record)
    return redirect_to(request, reverse("properties:documents", args=[record.pk]))


def _page(
    request: HttpRequest,
    record: Property,
    *,
    errors: list[str] | None = None,
    typed: RowForm | None = None,
) -> HttpResponse:
    """`typed` is the document's form that could not be saved, with what was typed."""
    present = record.documents.filter(deleted_at=None).select_related("stored")
    rows = [
        typed if typed and typed.row.pk == shown.pk else RowForm(DocumentForm, shown, "document")
        for shown in present
    ]
    return render_property_tab(
        request,
        record,
        "properties/documents.html",
        {"rows": rows, "errors": errors},
        status=422 if errors or typed else 200,
    )
