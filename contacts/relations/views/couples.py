"""Two people become one party, and two again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.bin.hanging import attachments
from audit.context import action
from base.accounts.access import signed_in
from base.errors import DomainError
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.choices import ContactKind
from contacts.couples import couple_of
from contacts.record.services.couples import dissolve_couple, make_couple
from contacts.references import reference_rules
from contacts.relations.views.relations import get_relation_or_404


@require_POST
def make(request: HttpRequest, pk: int, relation_pk: int) -> HttpResponse:
    """Makes a couple of the two whom a relation joins."""
    contact = get_contact_or_404(request, pk)
    relation = get_relation_or_404(request, contact, relation_pk)
    try:
        with action("contacts.make_couple") as context:
            couple = make_couple(first=relation.a, second=relation.b, user=signed_in(request))
    except DomainError as error:
        toast(request, str(error), level="error")
        return redirect_to(request, reverse("contacts:relations", args=[contact.pk]))
    message = _("%(name)s werden als ein Kontakt geführt.") % {"name": couple.display_name}
    toast(request, message, undo=context.id)
    return redirect_to(request, couple.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what goes with the couple; the answer makes two single contacts of it."""
    contact = get_contact_or_404(request, pk)
    couple = couple_of(contact)
    if contact.kind != ContactKind.COUPLE:
        raise Http404
    if request.method == "POST":
        context = dissolve_couple(couple=contact)
        toast(request, _("%(name)s aufgelöst.") % {"name": contact.display_name}, undo=context)
        if couple:
            return redirect_to(request, couple.members[0].get_absolute_url())
        return redirect_to(request, reverse("contacts:list"))
    shown = {
        "contact": contact,
        "couple": couple,
        "attachments": attachments(reference_rules(), contact.pk),
    }
    return render_page(request, "contacts/couple_dissolve.html", shown, fragments=["dialog"])
