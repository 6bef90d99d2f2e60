"""Deleting a contact: asks first, and can be taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.context import action
from base.accounts.access import writers_only
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.queries import attachments
from contacts.services import delete_contact


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what hangs on the contact; the answer puts it into the bin."""
    contact = get_contact_or_404(request, pk)
    if request.method == "POST":
        with action("contacts.delete") as context:
            delete_contact(contact=contact)
        message = _("%(name)s gelöscht.") % {"name": contact.display_name}
        toast(request, message, undo=context.id)
        return redirect_to(request, reverse("contacts:list"))
    context_data = {"contact": contact, "attachments": attachments(contact)}
    return render_page(request, "contacts/delete.html", context_data, fragments=["dialog"])
