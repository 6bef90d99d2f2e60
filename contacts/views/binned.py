"""The Papierkorb: what was deleted, to bring back or to erase for good."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.context import action
from base.accounts.access import signed_in, writers_only
from base.errors import DomainError
from base.ui.pages import redirect_to, render_page, toast
from contacts.binned import binned, contacts_in_bin
from contacts.models import Contact
from contacts.queries import attachments
from contacts.services import restore_contact
from contacts.services.erasing import BIN_DAYS, erase_contact

_ON_A_PAGE = 50


@require_GET
def bin_page(request: HttpRequest) -> HttpResponse:
    """The deleted contacts of the agency, each with the days that are left."""
    user = signed_in(request)
    found = contacts_in_bin(user)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("seite"))
    now = timezone.now()
    rows = [binned(contact, now) for contact in page]
    context = {"rows": rows, "page": page, "days": BIN_DAYS, "may_write": user.may_write}
    return render_page(request, "contacts/bin.html", context)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Brings a contact back, with everything that hangs on it."""
    contact = _binned_or_404(request, pk)
    with action("contacts.restore") as context:
        restore_contact(contact=contact)
    message = _("%(name)s ist wiederhergestellt.") % {"name": contact.display_name}
    toast(request, message, undo=context.id)
    return redirect_to(request, contact.get_absolute_url())


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then erases for good; for administrators."""
    contact = _binned_or_404(request, pk)
    if not signed_in(request).is_administrator:
        raise PermissionDenied
    if request.method == "POST":
        name = contact.display_name
        try:
            erase_contact(contact=contact)
        except DomainError as error:
            toast(request, str(error), level="error")
        else:
            toast(request, _("%(name)s ist endgültig gelöscht.") % {"name": name})
        return redirect_to(request, reverse("contacts:bin"))
    context = {"contact": contact, "attachments": attachments(contact)}
    return render_page(request, "contacts/erase.html", context, fragments=["dialog"])


def _binned_or_404(request: HttpRequest, pk: int) -> Contact:
    return get_object_or_404(contacts_in_bin(signed_in(request)), pk=pk)
