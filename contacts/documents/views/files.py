"""A contact's personal files."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.context import action
from base.accounts.access import signed_in
from base.errors import DomainError
from base.files.serving import file_response
from base.ui.pages import redirect_to, toast
from contacts.access import get_contact_or_404, get_file_or_404
from contacts.documents.services import add_file, delete_file
from contacts.models import Contact, ContactFile
from contacts.pages import render_contact_tab


@dataclass(frozen=True)
class Rejected:
    """A file that was not taken, and why."""

    name: str
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a contact; uploads keep what can be kept and name what cannot."""
    contact = get_contact_or_404(request, pk)
    rejected: list[Rejected] = []
    if request.method == "POST":
        added, rejected = _take(request, contact)
        if added:
            message = ngettext(
                "%(count)s Datei hinzugefügt.", "%(count)s Dateien hinzugefügt.", added
            )
            toast(request, message % {"count": added})
        if not rejected:
            return redirect_to(request, reverse("contacts:files", args=[contact.pk]))
    context = {
        "files": _files(contact),
        "rejected": rejected,
        "limit": filesizeformat(settings.UPLOAD_MAX_FILE_BYTES),
    }
    return render_contact_tab(
        request, contact, "contacts/files.html", context, status=422 if rejected else 200
    )


def _files(contact: Contact) -> list[ContactFile]:
    present = ContactFile.objects.personal().filter(contact=contact, deleted_at__isnull=True)
    return list(present.select_related("stored"))


def _take(request: HttpRequest, contact: Contact) -> tuple[int, list[Rejected]]:
    too_large = _("Die Datei ist zu groß. Möglich sind bis zu %(limit)s.") % {
        "limit": filesizeformat(settings.UPLOAD_MAX_FILE_BYTES)
    }
    uploads = request.FILES.getlist("files")  # reading them is what rejects the large ones
    names = request.META.get("immonaut.rejected_uploads", [])
    rejected = [Rejected(str(name), too_large) for name in names]
    if not uploads and not rejected:
        return 0, [Rejected(_("Keine Datei"), _("Bitte wählen Sie mindestens eine Datei aus."))]
    added = 0
    with action("contacts.add_file"):
        for upload in uploads:
            name = upload.name or "datei"
            try:
                add_file(contact=contact, source=upload, name=name, user=signed_in(request))
                added += 1
            except DomainError as error:
                rejected.append(Rejected(name, str(error)))
    return added, rejected


@require_safe
def download(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """The file itself."""
    contact = get_contact_or_404(request, pk)
    return file_response(request, get_file_or_404(request, contact, file_id).stored)


@require_POST
def delete(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    """Takes the file from the contact, with a way back."""
    contact = get_contact_or_404(request, pk)
    file = get_file_or_404(request, contact, file_id)
    with action("contacts.delete_file") as context:
        delete_file(file=file)
    toast(request, _("»%(name)s« gelöscht.") % {"name": file.name}, undo=context.id)
    return redirect_to(request, reverse("contacts:files", args=[contact.pk]))
