"""*Team*: who has access to the agency, and the page behind an invitation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from base.accounts.access import administered_agency, agency_of, signed_in
from base.accounts.models import Agency, Invitation, Role, User
from base.accounts.second_factor import FACTORS
from base.accounts.team import colleagues, invitations
from base.accounts.team.forms import InvitationForm, JoiningForm, SignInForm
from base.errors import DomainError
from base.ui.form_errors import add_to_form
from base.ui.pages import redirect_to, render_page, toast

TEAM = "accounts:team"


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Everybody with access, the open invitations, and a form for the next one."""
    agency = administered_agency(request)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(agency=agency, by=signed_in(request), **form.cleaned_data)
        except DomainError as error:
            add_to_form(form, error)
        else:
            toast(request, _("Die Einladung ist unterwegs."))
            return redirect_to(request, reverse(TEAM))
    return _team_page(request, agency, form=form, status=422 if form.is_bound else 200)


@require_POST
def sign_in_rules(request: HttpRequest) -> HttpResponse:
    """How long sessions may lie idle, and whether a second factor is a must."""
    agency = administered_agency(request)
    form = SignInForm(request.POST, instance=agency)
    if not form.is_valid():
        return _team_page(request, agency, sign_in_form=form, status=422)
    colleagues.update_sign_in(agency=agency, by=signed_in(request), **form.cleaned_data)
    toast(request, _("Gespeichert."))
    return redirect_to(request, reverse(TEAM))


@require_POST
def change_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends an invitation once more, or takes it back."""
    invitation = Invitation.objects.visible_to(signed_in(request)).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    administered_agency(request)
    service: Callable[..., Any]
    if request.POST.get("do") == "withdraw":
        done, service = _("Die Einladung ist zurückgezogen."), invitations.withdraw
    else:
        done, service = _("Die Einladung ist noch einmal unterwegs."), invitations.resend
    return _told(request, done, service, invitation=invitation)


@require_POST
def change_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a colleague another role, closes the access or opens it again."""
    colleague = User.objects.filter(agency=agency_of(request), pk=pk).first()
    if colleague is None:
        raise Http404
    administered_agency(request)
    match request.POST.get("do"):
        case "deactivate":
            done = _("Der Zugang von %s ist gesperrt.") % colleague
            return _told(request, done, colleagues.deactivate, colleague=colleague)
        case "reactivate":
            done = _("Der Zugang von %s ist wieder offen.") % colleague
            return _told(request, done, colleagues.reactivate, colleague=colleague)
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    return _told(request, _("Gespeichert."), colleagues.change_role, colleague=colleague, role=role)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password of who was invited; then they are signed in."""
    form = JoiningForm(request.POST or None)
    try:
        invitation = invitations.open_invitation(token)
    except DomainError as error:
        return render_page(request, "accounts/over.html", {"message": error.message}, status=410)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept(invitation=invitation, **form.cleaned_data)
        except DomainError as error:
            add_to_form(form, error)
        else:
            response: HttpResponse = perform_login(request, user, email=user.email)
            return response
    context = {"form": form, "invitation": invitation}
    status = 422 if form.is_bound else 200
    return render_page(request, "accounts/join.html", context, status=status)


def _told(request: HttpRequest, done: str, service: Any, **values: Any) -> HttpResponse:
    """Does it, and says in a toast that it is done or why not."""
    try:
        service(by=signed_in(request), **values)
    except DomainError as error:
        toast(request, error.message, level="error")
    else:
        toast(request, done)
    return redirect_to(request, reverse(TEAM))


def _team_page(
    request: HttpRequest,
    agency: Agency,
    *,
    form: InvitationForm | None = None,
    sign_in_form: SignInForm | None = None,
    status: int = 200,
) -> HttpResponse:
    people = User.objects.filter(agency=agency).order_by("-is_active", "name")
    with_factor = set(
        User.objects.filter(agency=agency, authenticator__type__in=FACTORS).values_list(
            "pk", flat=True
        )
    )
    context = {
        "people": [(person, person.pk in with_factor) for person in people],
        "invitations": Invitation.objects.filter(agency=agency).open(),
        "roles": Role.choices,
        "form": form or InvitationForm(),
        "sign_in_form": sign_in_form or SignInForm(instance=agency),
    }
    return render_page(request, "accounts/team.html", context, status=status)
