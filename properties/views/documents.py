"""A property's documents."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.accounts.access import signed_in
from base.errors import DomainError
from base.files.serving import file_response
from base.ui.pages import redirect_to, toast
from properties import services
from properties.access import get_document_or_404, get_property_or_404
from properties.choices import Visibility
from properties.forms.media import DocumentForm
from properties.models import Property
from properties.pages import render_property_tab
from properties.uploads import take_uploads


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
        lambda upload, name: services.add_document(
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
    form = DocumentForm(request.POST, instance=shown)
    try:
        if form.is_valid():
            services.change_document(document=shown, **form.cleaned_data)
            return _back(request, shown.property)
        errors = [str(message) for messages in form.errors.values() for message in messages]
    except DomainError as error:
        errors = [str(error)]
    return _page(request, shown.property, errors=errors)


@require_POST
def toggle(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Protected becomes public and the other way round."""
    shown = get_document_or_404(request, pk, document_pk)
    services.toggle_visibility(document=shown)
    return _back(request, shown.property)


@require_POST
def delete(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Deletes a document; the toast offers the way back."""
    shown = get_document_or_404(request, pk, document_pk)
    context = services.delete_document(document=shown)
    toast(request, _("Das Dokument „%(name)s“ ist gelöscht.") % {"name": shown}, undo=context)
    return _back(request, shown.property)


def _back(request: HttpRequest, record: Property) -> HttpResponse:
    """The page as it is now: at once for HTMX, by a redirect otherwise."""
    if getattr(request, "htmx", None):
        return _page(request, record)
    return redirect_to(request, reverse("properties:documents", args=[record.pk]))


def _page(
    request: HttpRequest, record: Property, *, errors: list[str] | None = None
) -> HttpResponse:
    present = record.documents.filter(deleted_at=None).select_related("stored")
    rows = [
        (shown, DocumentForm(instance=shown, auto_id=f"document-{shown.pk}-%s"))
        for shown in present
    ]
    return render_property_tab(
        request, record, "properties/documents.html", {"rows": rows, "errors": errors},
        status=422 if errors else 200,
    )  # fmt: skip
