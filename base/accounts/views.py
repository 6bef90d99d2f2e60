"""Settings: the own account for everyone, the agency for its administrators."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from base.accounts.access import administered_agency, signed_in
from base.accounts.forms import AccountForm, AgencyForm
from base.accounts.senders import (
    claim_sender,
    confirm_sender,
    open_claim,
    wanted_sender,
    withdraw_claim,
)
from base.accounts.services import set_exporters, update_account, update_agency
from base.errors import DomainError
from base.ui.form_errors import add_to_form
from base.ui.pages import redirect_to, render_page, toast
from base.ui.preferences import THEMES


@require_http_methods(["GET", "HEAD", "POST"])
def account_settings(request: HttpRequest) -> HttpResponse:
    """Name, phone, language, theme, and the ways to password and second factor."""
    user = signed_in(request)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        update_account(user=user, **form.cleaned_data)
        toast(request, _("Ihre Angaben sind gespeichert."))
        return redirect_to(request, request.path)
    status = 422 if form.is_bound else 200
    context = {"form": form, "themes": THEMES}
    return render_page(request, "accounts/account.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def exporters(request: HttpRequest) -> HttpResponse:
    """Who in the agency may take data out as a file."""
    agency = administered_agency(request)
    people = agency.users.filter(is_active=True)
    if request.method == "POST":
        sent = request.POST.getlist("person")
        allowed = {person.pk for person in people if str(person.pk) in sent}
        set_exporters(agency=agency, allowed=allowed, user=signed_in(request))
        toast(request, _("Gespeichert."))
        return redirect_to(request, request.path)
    return render_page(request, "accounts/exporters.html", {"people": people})


@require_http_methods(["GET", "HEAD", "POST"])
def agency_settings(request: HttpRequest) -> HttpResponse:
    """The agency's name, address, sender and legal texts."""
    agency = administered_agency(request)
    form = AgencyForm(request.POST or None, instance=agency)
    if request.method == "POST" and form.is_valid() and _save_agency(request, form):
        return redirect_to(request, request.path)
    status = 422 if form.is_bound else 200
    context = {"form": form, "agency": agency, "claim": wanted_sender(agency)}
    return render_page(request, "accounts/agency.html", context, status=status)


def _save_agency(request: HttpRequest, form: AgencyForm) -> bool:
    """Whether all is saved, or asked for; what is refused stands in the form."""
    fields = [name for name in form.cleaned_data if name in AgencyForm.Meta.fields]
    try:
        with transaction.atomic():
            update_agency(agency=form.instance, fields=fields, user=signed_in(request))
            claim = claim_sender(agency=form.instance, address=form.cleaned_data["sender_address"])
    except DomainError as error:
        add_to_form(form, error)
        return False
    toast(request, _("Die Angaben des Büros sind gespeichert."))
    if claim:
        toast(request, _("Wir haben eine E-Mail an %s gesendet.") % claim.address)
    return True


@require_POST
def withdraw_sender(request: HttpRequest) -> HttpResponse:
    """Takes back the wish for another sender address."""
    withdraw_claim(agency=administered_agency(request))
    toast(request, _("Die Absenderadresse bleibt, wie sie ist."))
    return redirect_to(request, reverse("accounts:agency_settings"))


@csrf_exempt  # The link's own secret is the key, and its owner has no session here.
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_sender_address(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of a sender address agrees to; only the button does it, no scanner."""
    claim = open_claim(token)
    context: dict[str, Any] = {"claim": claim, "agency": claim.agency if claim else None}
    if claim and request.method == "POST":
        try:
            context["confirmed"] = confirm_sender(claim=claim)
        except DomainError as error:
            context["error"] = error.message
    response = render(request, "accounts/sender.html", context, status=200 if claim else 404)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
