"""Sign-in by default, an agency for the product, and reading only for who may only read."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from base.accounts.models import User
from base.accounts.second_factor import lacks_required_factor
from base.accounts.sessions import idle_seconds, note_use
from base.once.kept import keep_input
from base.ui.pages import redirect_to
from base.ui.toasts import toast

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# What a person may do with their own account whatever their role is.
ACCOUNT_PREFIXES = ("account_", "mfa_")

# What stays open to whoever has to set a second factor up first.
WAY_TO_FACTOR = frozenset({"account_logout", "account_reauthenticate"})


class IdleMiddleware:
    """Ends a session that lay idle for longer than its agency allows, and notes its use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and isinstance(request.user, User):
            agency = request.user.agency
            limit = idle_seconds(agency.idle_minutes if agency else None)
            if not note_use(request, limit):
                logout(request)
        return self.get_response(request)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view needs a sign-in unless it says `login_not_required`."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Leads to the sign-in, and keeps what was sent until somebody is signed in again.

        A fragment must not swap the sign-in page into a cell: the whole page goes there.
        """
        response = super().handle_no_permission(request, view_func)
        if (kept := keep_input(request)) is not None:
            message = _("Sie waren abgemeldet. Nach der Anmeldung sind Ihre Eingaben wieder da.")
            toast(request, message, level="warning")
            response = redirect_to_login(kept)
        if request.headers.get("HX-Request") and isinstance(response, HttpResponse):
            return HttpResponseClientRedirect(response.headers["Location"])
        return response


class RequiredFactorMiddleware:
    """Leads whoever lacks the second factor that the agency requires to it, before all else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if not getattr(view_func, "login_required", True) or not isinstance(request.user, User):
            return None
        name = (match.url_name or "") if match else ""
        if name.startswith("mfa_") or name in WAY_TO_FACTOR:
            return None
        if lacks_required_factor(request.user):
            return redirect_to(request, reverse("mfa_index"))
        return None


class RoleMiddleware:
    """Enforces the role before a view runs, so that no view can forget to ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        user, match = request.user, request.resolver_match
        if not getattr(view_func, "login_required", True) or not isinstance(user, User):
            return None
        if match is None or match.app_name == "admin":
            return None
        if (match.url_name or "").startswith(ACCOUNT_PREFIXES):
            return None
        if user.agency_id is None:
            return redirect("admin:index")
        writes = request.method not in SAFE_METHODS or getattr(view_func, "writers_only", False)
        if writes and not user.may_write:
            raise PermissionDenied
        if getattr(view_func, "exporters_only", False) and not user.may_export:
            raise PermissionDenied(
                _(
                    "Ihr Zugang darf nichts exportieren. Das Recht dazu vergibt der Administrator "
                    "Ihres Büros."
                )
            )
        return None
