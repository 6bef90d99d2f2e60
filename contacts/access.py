"""Fetches contacts for views, within what the signed-in person may see."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from base.accounts.access import signed_in
from contacts.models import Contact, ContactFile


def get_contact_or_404(request: HttpRequest, pk: int) -> Contact:
    """The present contact `pk` of the person's agency; raises Http404 for any other."""
    visible = Contact.objects.visible_to(signed_in(request))
    present = visible.filter(deleted_at__isnull=True).select_related("photo", "responsible")
    return get_object_or_404(present, pk=pk)


def get_file_or_404(request: HttpRequest, contact: Contact, pk: int) -> ContactFile:
    """The present personal file `pk` of `contact`; raises Http404 for any other."""
    visible = ContactFile.objects.personal() & ContactFile.objects.visible_to(signed_in(request))
    present = visible.filter(deleted_at__isnull=True).select_related("stored")
    return get_object_or_404(present, pk=pk, contact=contact)
