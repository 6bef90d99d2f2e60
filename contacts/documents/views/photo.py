"""A contact's photo."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.context import action
from base.accounts.access import signed_in, writers_only
from base.errors import DomainError
from base.files.cropping import Crop
from base.files.renditions import LongestSide, wanted_side
from base.files.serving import file_response
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.documents.services import remove_photo, set_photo
from contacts.models import Contact


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The small picture of the avatar."""
    contact = get_contact_or_404(request, pk)
    if contact.photo is None:
        raise Http404
    return file_response(request, contact.photo, side=wanted_side(request, LongestSide.SMALL))


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Uploads another photo, cuts it to a square, or takes it off."""
    contact = get_contact_or_404(request, pk)
    error = ""
    if request.method == "POST":
        try:
            with action("contacts.set_photo") as context:
                _change(request, contact)
        except DomainError as problem:
            error = str(problem)
        else:
            toast(request, _("Foto geändert."), undo=context.id)
            return redirect_to(request, contact.get_absolute_url())
    return render_page(
        request,
        "contacts/photo.html",
        {"contact": contact, "error": error},
        fragments=["dialog"],
        status=422 if error else 200,
    )


def _change(request: HttpRequest, contact: Contact) -> None:
    if "remove" in request.POST:
        remove_photo(contact=contact)
        return
    user, crop = signed_in(request), _crop(request)
    upload = request.FILES.get("photo")
    if upload is not None:
        name = upload.name or "foto"
        set_photo(contact=contact, source=upload, name=name, user=user, crop=crop)
    elif contact.photo is not None and crop != Crop():
        with contact.photo.content.open("rb") as present:
            name = contact.photo.name
            set_photo(contact=contact, source=present, name=name, user=user, crop=crop)
    else:
        raise DomainError(_missing(request))


def _crop(request: HttpRequest) -> Crop:
    """Where the sliders stand; the centre for what is no number."""
    found = {
        name: int(text)
        for name in ("x", "y", "zoom")
        if (text := request.POST.get(name, "")).isascii() and text.isdecimal() and len(text) < 5
    }
    return Crop(**found).bounded()


def _missing(request: HttpRequest) -> str:
    if request.META.get("immonaut.rejected_uploads"):
        limit = filesizeformat(settings.UPLOAD_MAX_FILE_BYTES)
        return _("Die Datei ist zu groß. Möglich sind bis zu %(limit)s.") % {"limit": limit}
    return _("Bitte wählen Sie ein Bild aus.")
