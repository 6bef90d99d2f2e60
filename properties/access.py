"""Line one of every view: what the signed-in person may see, 404 for the rest."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from base.gone import InBin
from properties.models import Property, PropertyDocument, PropertyImage


def get_property_or_404(request: HttpRequest, pk: int) -> Property:
    """A present property of the person's agency; raises InBin for one that was deleted."""
    visible = Property.objects.visible_to(request.user)
    present = visible.filter(deleted_at=None).select_related("agency", "responsible")
    found = present.filter(pk=pk).first()
    if found is None and visible.filter(pk=pk).exists():
        raise InBin(_("Diese Immobilie liegt im Papierkorb."), "properties:bin")
    if found is None:
        raise Http404
    return found


def get_image_or_404(request: HttpRequest, pk: int, image_pk: int) -> PropertyImage:
    """A present picture of a present property of the person's agency."""
    visible = PropertyImage.objects.present() & PropertyImage.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("stored", "property__agency"), pk=image_pk, property_id=pk
    )


def get_document_or_404(request: HttpRequest, pk: int, document_pk: int) -> PropertyDocument:
    """A present document of a present property of the person's agency."""
    visible = PropertyDocument.objects.present() & PropertyDocument.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("stored", "property__agency"), pk=document_pk, property_id=pk
    )
