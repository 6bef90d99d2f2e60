"""Copies of a contact's ID: kept apart from the files that can be shared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from audit.context import action
from base.accounts.access import signed_in, writers_only
from base.errors import DomainError
from base.files.serving import file_response
from base.ui.pages import redirect_to, toast
from contacts.access import get_contact_or_404, get_id_copy_or_404
from contacts.documents.queries import id_copies_of
from contacts.documents.services import add_id_copy, delete_file, show_id_copy
from contacts.models import Contact


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one or more pictures of an ID."""
    contact = get_contact_or_404(request, pk)
    uploads = request.FILES.getlist("file")
    with action("contacts.add_id_copy") as context:
        refused = [reason for upload in uploads if (reason := _refused(request, contact, upload))]
    for name in request.META.get("immonaut.rejected_uploads", []):
        refused.append(_("»%(name)s« ist zu groß.") % {"name": name})
    if not uploads and not refused:
        refused = [_("Bitte wählen Sie eine Datei aus.")]
    for reason in refused:
        toast(request, reason, level="error")
    if len(uploads) > len(refused):
        toast(request, _("Ausweiskopie hinzugefügt."), undo=context.id)
    return _show(request, contact)


def _refused(request: HttpRequest, contact: Contact, upload: object) -> str:
    name = getattr(upload, "name", "") or "ausweis"
    try:
        add_id_copy(contact=contact, source=upload, name=name, user=signed_in(request))  # type: ignore[arg-type]
    except DomainError as error:
        return f"{name}: {error.message}"
    return ""


@writers_only
@require_safe
def show(request: HttpRequest, pk: int, copy_id: int) -> HttpResponseBase:
    """The copy itself, which is recorded like showing the number."""
    contact = get_contact_or_404(request, pk)
    copy = get_id_copy_or_404(request, contact, copy_id)
    # Who asks for the head alone sees nothing of it.
    stored = copy.stored if request.method == "HEAD" else show_id_copy(copy=copy)
    response = file_response(request, stored)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def delete(request: HttpRequest, pk: int, copy_id: int) -> HttpResponse:
    """Takes a copy off, with a way back."""
    contact = get_contact_or_404(request, pk)
    copy = get_id_copy_or_404(request, contact, copy_id)
    with action("contacts.delete_file") as context:
        delete_file(file=copy)
    toast(request, _("»%(name)s« gelöscht.") % {"name": copy.name}, undo=context.id)
    return _show(request, contact)


def _show(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The copies as they are now; what was typed elsewhere on the page stays."""
    if not getattr(request, "htmx", None):
        return redirect_to(request, f"{reverse('contacts:misc', args=[contact.pk])}#id-copies")
    context = {"contact": contact, "id_copies": id_copies_of(contact), "may_write": True}
    response = render(request, "contacts/misc.html#id-copies", context)
    return reswap(retarget(response, "#id-copies"), "outerHTML")
