"""allauth's pages and forms for passkeys, as far as ours do more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.views import login_webauthn, remove_webauthn
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from base.accounts.access import signed_in
from base.accounts.second_factor import SecondFactorAdapter, is_needed
from base.ui.pages import toast

# allauth leaves this page to whoever is signed in already.
sign_in_by_passkey = login_not_required(login_webauthn)


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Removes a passkey, unless the agency requires a second factor and this is the last one."""
    passkey = Authenticator.objects.filter(user=signed_in(request), pk=pk).first()
    if passkey is None:
        raise Http404
    if is_needed(passkey):
        message = SecondFactorAdapter.error_messages["cannot_delete_authenticator"]
        toast(request, message, level="error")
        return redirect("mfa_index")
    response: HttpResponseBase = remove_webauthn(request, pk=pk)
    return response


def _odd_is_wrong(clean: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What no browser sends is a wrong passkey like any other, where allauth would break."""

    @wraps(clean)
    def guarded(form: Any) -> Any:
        try:
            return clean(form)
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error

    return guarded


class AddForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    clean = _odd_is_wrong(AddWebAuthnForm.clean)


class SecondStepForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""

    clean_credential = _odd_is_wrong(AuthenticateWebAuthnForm.clean_credential)


class SignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of the password."""

    clean_credential = _odd_is_wrong(LoginWebAuthnForm.clean_credential)


class ConfirmForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey where it is asked for once more."""

    clean_credential = _odd_is_wrong(ReauthenticateWebAuthnForm.clean_credential)
