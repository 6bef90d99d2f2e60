"""*Firma* of a contact."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from base.accounts.access import agency_of
from base.editing.carried import read_base, rebased
from base.editing.conflicts import ChangedMeanwhile, Conflict
from base.once.views import goes_back, shows_again
from base.ui.pages import redirect_to
from contacts.access import get_contact_or_404
from contacts.pages import render_contact_tab
from contacts.record.forms.company_bundle import CompanyForms
from contacts.record.views.three_way import save_data

FORM = "contact-form"


@shows_again
@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """The company a contact is or works for, to read and to change."""
    contact = get_contact_or_404(request, pk)
    agency = agency_of(request)
    data = request.POST if request.method == "POST" else None
    forms = CompanyForms(agency=agency, contact=contact, data=data)
    conflicts: list[Conflict] = []
    base = request.POST.get("base") or forms.base_json
    if data is not None and not goes_back(data) and forms.is_valid():
        try:
            save_data(request, contact, forms.contact_data())
        except ChangedMeanwhile as changed:
            conflicts = changed.conflicts
            contact.refresh_from_db()
            now = CompanyForms(agency=agency, contact=contact).base
            base = rebased(read_base(data), now, conflicts)
        else:
            return redirect_to(request, reverse("contacts:company", args=[contact.pk]))
    return render_contact_tab(
        request,
        contact,
        "contacts/company.html",
        {"form": forms.company, "addresses": forms.addresses, "base": base, "conflicts": conflicts},
        fragments=[FORM],
        status=422 if data is not None else 200,
    )
