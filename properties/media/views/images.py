"""A property's pictures."""

from collections.abc import Callable
from typing import Literal, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.accounts.access import signed_in
from base.errors import DomainError
from base.files.renditions import LongestSide, wanted_side
from base.files.serving import file_response
from base.ui.pages import redirect_to, toast
from properties.access import get_image_or_404, get_property_or_404
from properties.media.forms import ImageForm, RowForm
from properties.media.services.images import (
    add_image,
    change_image,
    delete_image,
    make_cover,
    move_image,
)
from properties.media.views.uploads import take_uploads
from properties.models import Property, PropertyImage
from properties.pages import render_property_tab

_DIRECTIONS = {"vor": "up", "zurueck": "down"}


@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """All pictures in order; a POST adds some."""
    record = get_property_or_404(request, pk)
    if request.method != "POST":
        return _page(request, record)
    user = signed_in(request)
    errors = take_uploads(
        request,
        lambda upload, name: add_image(property=record, source=upload, name=name, user=user),
    )
    if errors:
        return _page(request, record, errors=errors)
    return redirect_to(request, reverse("properties:pictures", args=[pk]))


@require_safe
def image(request: HttpRequest, pk: int, image_pk: int) -> HttpResponseBase:
    """One picture in full size."""
    return file_response(request, get_image_or_404(request, pk, image_pk).stored)


@require_safe
def thumbnail(request: HttpRequest, pk: int, image_pk: int) -> HttpResponseBase:
    """One picture, small."""
    stored = get_image_or_404(request, pk, image_pk).stored
    return file_response(request, stored, side=wanted_side(request, LongestSide.SMALL))


@require_POST
def change(request: HttpRequest, pk: int, image_pk: int) -> HttpResponse:
    """Renames a picture or says what it shows."""
    shown = get_image_or_404(request, pk, image_pk)
    row = RowForm(ImageForm, shown, "image", request.POST)
    if row.saved(lambda values, base: change_image(image=shown, **values, base=base)):
        toast(request, _("Gespeichert."), undo=row.context)
        return _back(request, shown.property)
    return _page(request, shown.property, typed=row)


@require_POST
def move(request: HttpRequest, pk: int, image_pk: int, direction: str) -> HttpResponse:
    """One place towards the beginning or the end."""
    shown = get_image_or_404(request, pk, image_pk)
    if direction not in _DIRECTIONS:
        raise Http404
    where = cast("Literal['up', 'down']", _DIRECTIONS[direction])
    return _moved(request, shown, lambda: move_image(image=shown, direction=where))


@require_POST
def cover(request: HttpRequest, pk: int, image_pk: int) -> HttpResponse:
    """Makes a picture the title picture."""
    shown = get_image_or_404(request, pk, image_pk)
    return _moved(request, shown, lambda: make_cover(image=shown))


def _moved(request: HttpRequest, shown: PropertyImage, move: Callable[[], UUID]) -> HttpResponse:
    try:
        context = move()
    except DomainError as error:
        return _page(request, shown.property, errors=[str(error)])
    toast(request, _("Reihenfolge geändert."), undo=context)
    return _back(request, shown.property)


@require_POST
def delete(request: HttpRequest, pk: int, image_pk: int) -> HttpResponse:
    """Deletes a picture; the toast offers the way back."""
    shown = get_image_or_404(request, pk, image_pk)
    context = delete_image(image=shown)
    toast(request, _("Das Bild ist gelöscht."), undo=context)
    return _back(request, shown.property)


def _back(request: HttpRequest, record: Property) -> HttpResponse:
    """The page as it is now: at once for HTMX, by a redirect otherwise."""
    if getattr(request, "htmx", None):
        return _page(request, record)
    return redirect_to(request, reverse("properties:pictures", args=[record.pk]))


def _page(
    request: HttpRequest,
    record: Property,
    *,
    errors: list[str] | None = None,
    typed: RowForm | None = None,
) -> HttpResponse:
    """`typed` is the picture's form that could not be saved, with what was typed."""
    present = record.images.filter(deleted_at=None).select_related("stored")
    rows = [
        typed if typed and typed.row.pk == shown.pk else RowForm(ImageForm, shown, "image")
        for shown in present
    ]
    return render_property_tab(
        request,
        record,
        "properties/pictures.html",
        {"rows": rows, "errors": errors},
        status=422 if errors or typed else 200,
    )
