"""The page for another e-mail address, and the page its link leads to."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from base.accounts.access import signed_in
from base.accounts.email_change.forms import EmailForm
from base.accounts.email_change.services import ask_for_email, confirm_email, open_change
from base.accounts.models import EmailChange
from base.errors import DomainError
from base.ui.form_errors import add_to_form
from base.ui.pages import redirect_to, render_page, toast


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="base.accounts")  # type: ignore[untyped-decorator]
def change_email(request: HttpRequest) -> HttpResponse:
    """Asks for the new address; the password was given a moment ago."""
    user = signed_in(request)
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_email(user=user, email=form.cleaned_data["email"])
        except DomainError as error:
            add_to_form(form, error)
        else:
            return redirect_to(request, request.path)
    waiting = EmailChange.objects.filter(user=user).first()
    context = {"form": form, "waiting": waiting if waiting and waiting.is_open else None}
    status = 422 if form.is_bound else 200
    return render_page(request, "accounts/email.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_new_email(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the mail shows; only the button on it changes anything."""
    try:
        change = open_change(token)
        if request.method != "POST":
            return render_page(request, "accounts/email_confirm.html", {"change": change})
        confirm_email(change=change)
    except DomainError as error:
        return render_page(request, "accounts/over.html", {"message": error.message}, status=410)
    toast(request, _("Ihre neue E-Mail-Adresse gilt ab jetzt."))
    return redirect_to(request, reverse("account_login"))
