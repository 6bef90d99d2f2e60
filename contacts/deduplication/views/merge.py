"""The page on which two contacts become one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.context import action
from base.accounts.access import signed_in, writers_only
from base.errors import DomainError
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.deduplication.merging.fields import merge_fields
from contacts.deduplication.merging.preview import united_rows
from contacts.deduplication.services.merge import merge_contacts
from contacts.models import Contact


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Which value stays, field by field; the contact `other` goes into `pk`."""
    kept, gone = get_contact_or_404(request, pk), get_contact_or_404(request, other)
    problem = ""
    if request.method == "POST":
        try:
            return _merge(request, kept, gone)
        except DomainError as error:
            problem = str(error)
    choices = {key: value for key, value in request.POST.items() if key.startswith("wahl-")}
    fields = merge_fields(kept, gone)
    context = {
        "kept": kept,
        "gone": gone,
        "problem": problem,
        "fields": [(field, choices.get(f"wahl-{field.key}", field.default)) for field in fields],
        "united": united_rows(kept, gone),
        "may_write": signed_in(request).may_write,
    }
    return render_page(request, "contacts/merge.html", context, status=422 if problem else 200)


def _merge(request: HttpRequest, kept: Contact, gone: Contact) -> HttpResponse:
    choices = {
        key.removeprefix("wahl-"): value
        for key, value in request.POST.items()
        if key.startswith("wahl-") and isinstance(value, str)
    }
    with action("contacts.merge") as context:
        merge_contacts(kept=kept, gone=gone, choices=choices)
    message = _("%(gone)s und %(kept)s sind jetzt ein Kontakt.") % {
        "gone": gone.display_name,
        "kept": kept.display_name,
    }
    toast(request, message, undo=context.id)
    return redirect_to(request, kept.get_absolute_url())
