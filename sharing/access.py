"""Line one of every view: what the signed-in person may see, 404 for the rest."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from base.accounts.access import signed_in
from contacts.models import Contact
from sharing.models import Confirmation, OutboxMail, ShareLink


def get_link_or_404(request: HttpRequest, contact: Contact, pk: int) -> ShareLink:
    """A present link of `contact`."""
    visible = ShareLink.objects.present() & ShareLink.objects.visible_to(signed_in(request))
    return get_object_or_404(
        visible.select_related("agency", "contact", "property"), pk=pk, contact=contact
    )


def get_confirmation_or_404(request: HttpRequest, contact: Contact, pk: int) -> Confirmation:
    """A confirmation of `contact`, revoked ones among them."""
    visible = Confirmation.objects.visible_to(signed_in(request)).select_related("file")
    return get_object_or_404(visible, pk=pk, contact=contact)


def get_mail_or_404(request: HttpRequest, pk: int) -> OutboxMail:
    """A mail of the person's agency."""
    visible = OutboxMail.objects.visible_to(signed_in(request))
    return get_object_or_404(visible.select_related("contact", "property", "created_by"), pk=pk)
