"""Fetches contacts for views, within what the signed-in person may see."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from base.accounts.access import signed_in
from contacts.models import Contact, ContactConsent, ContactFile
from contacts.models.files import ContactFileQuerySet


def get_contact_or_404(request: HttpRequest, pk: int) -> Contact:
    """The present contact `pk` of the person's agency; raises Http404 for any other."""
    visible = Contact.objects.visible_to(signed_in(request))
    present = visible.filter(deleted_at__isnull=True).select_related("photo", "responsible")
    return get_object_or_404(present, pk=pk)


def get_file_or_404(request: HttpRequest, contact: Contact, pk: int) -> ContactFile:
    """The present personal file `pk` of `contact`; raises Http404 for any other."""
    return get_object_or_404(_of(request, contact, ContactFile.objects.personal()), pk=pk)


def get_id_copy_or_404(request: HttpRequest, contact: Contact, pk: int) -> ContactFile:
    """The present copy of the ID of `contact`; raises Http404 for any other."""
    return get_object_or_404(_of(request, contact, ContactFile.objects.identity()), pk=pk)


def _of(request: HttpRequest, contact: Contact, files: ContactFileQuerySet) -> ContactFileQuerySet:
    visible = files & ContactFile.objects.visible_to(signed_in(request))
    return visible.filter(deleted_at__isnull=True, contact=contact).select_related("stored")


def get_consent_or_404(request: HttpRequest, contact: Contact, pk: int) -> ContactConsent:
    """The consent `pk` of `contact`, withdrawn ones among them; raises Http404 for any other."""
    visible = ContactConsent.objects.visible_to(signed_in(request)).select_related("file")
    return get_object_or_404(visible, pk=pk, contact=contact)
