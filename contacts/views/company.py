"""*Firma* of a contact."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from base.accounts.access import agency_of
from base.ui.pages import redirect_to
from contacts.access import get_contact_or_404
from contacts.errors import ChangedMeanwhile, Conflict
from contacts.forms.company import COMPANY_FIELDS, CompanyForm
from contacts.pages import render_contact_tab
from contacts.views.saving import base_json, save_values

FORM = "contact-form"


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """The company a contact is or works for, to read and to change."""
    contact = get_contact_or_404(request, pk)
    country = agency_of(request).country
    data = request.POST if request.method == "POST" else None
    form = CompanyForm(data, instance=contact, country=country)
    conflicts: list[Conflict] = []
    base = request.POST.get("base") or base_json(contact, COMPANY_FIELDS)
    if data is not None and form.is_valid():
        try:
            save_values(request, contact, {n: form.cleaned_data[n] for n in COMPANY_FIELDS})
        except ChangedMeanwhile as changed:
            conflicts = changed.conflicts
            contact.refresh_from_db()
            base = base_json(contact, COMPANY_FIELDS)
        else:
            return redirect_to(request, reverse("contacts:company", args=[contact.pk]))
    return render_contact_tab(
        request,
        contact,
        "contacts/company.html",
        {"form": form, "base": base, "conflicts": conflicts},
        fragments=[FORM],
        status=422 if data is not None else 200,
    )
