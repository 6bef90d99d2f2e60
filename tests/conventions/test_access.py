"""Who sees what: every address is walked, and one nobody thought about fails the test."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Addresses that answer without a sign-in, each for a reason.
PUBLIC = {
    "health",  # the supervisor and load balancers ask
    "account_login",
    "account_signup",  # closed; says so
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_logout",
    "mfa_authenticate",
    "account_confirm_login_code",
    "account_request_login_code",
    "account_reauthenticate",
}


def patterns(resolver=None, prefix="", namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from patterns(entry, prefix + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            name = ":".join(filter(None, [namespace, entry.name]))
            yield name, prefix + str(entry.pattern), entry


def test_only_known_addresses_are_public():
    public = {
        name
        for name, _, entry in patterns()
        if not getattr(entry.callback, "login_required", True) and not name.startswith("admin:")
    }
    assert public <= PUBLIC, f"public without a reason: {public - PUBLIC}"


@pytest.mark.django_db
def test_without_sign_in_every_other_address_leads_to_it(client):
    for name, route, entry in patterns():
        if "<" in route or name in PUBLIC or not getattr(entry.callback, "login_required", True):
            continue
        response = client.get("/" + route.replace("^", "").replace("$", "").replace("\\Z", ""))
        assert response.status_code in (302, 301), (name, response.status_code)
