"""Fetches contacts for views, within what the signed-in person may see."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from base.accounts.access import signed_in
from base.gone import InBin
from contacts.models import Contact, ContactConsent, ContactFile, ContactMerge
from contacts.models.files import ContactFileQuerySet


class ContactMoved(Exception):
    """The contact was merged into another; `contacts.middleware` sends the browser there."""

    def __init__(self, gone: int, kept: int) -> None:
        super().__init__(f"{gone} -> {kept}")
        self.gone, self.kept = gone, kept


def get_contact_or_404(request: HttpRequest, pk: int) -> Contact:
    """The present contact `pk` of the person's agency.

    Raises ContactMoved for one that was merged into another, InBin for one that was deleted,
    Http404 for any other.
    """
    visible = Contact.objects.visible_to(signed_in(request))
    present = visible.filter(deleted_at__isnull=True).select_related("photo", "responsible")
    found = present.filter(pk=pk).first()
    if found is None:
        _follow_merge(request, pk)
        if visible.filter(pk=pk).exists():
            raise InBin(_("Dieser Kontakt liegt im Papierkorb."), "contacts:bin")
        raise Http404
    return found


def _follow_merge(request: HttpRequest, pk: int) -> None:
    merges = ContactMerge.objects.visible_to(signed_in(request))
    kept = merges.filter(gone_id=pk, kept__deleted_at=None).values_list("kept", flat=True).first()
    if kept is not None:
        raise ContactMoved(pk, kept)


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
