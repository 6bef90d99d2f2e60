"""Setting up and using the second factor, through the real views."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache

from tests.ui.conftest import PASSWORD

ACTIVATE = "/konto/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db):
    cache.clear()


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client, person):
    return client.post("/konto/login/", {"login": person.email, "password": PASSWORD})


def test_a_second_factor_is_set_up_and_asked_for(client, person):
    sign_in(client, person)
    confirm(client, person)
    page = client.get(ACTIVATE).content.decode()
    assert "Authenticator-App einrichten" in page
    assert 'src="data:image/svg+xml' in page
    secret = re.search(r'value="([A-Z2-7]{16,})"', page)[1]
    wrong = client.post(ACTIVATE, {"code": "000000"})
    assert "Falscher Code." in wrong.content.decode()
    assert client.post(ACTIVATE, {"code": code(secret)}).status_code == 302
    overview = client.get("/konto/2fa/").content.decode()
    assert "Ausschalten" in overview
    cache.clear()  # a code may be used once; here the clock does not move on
    client.post("/konto/logout/")
    assert sign_in(client, person).headers["Location"].startswith("/konto/2fa/authenticate/")
    assert "Zweiter Faktor" in client.get("/konto/2fa/authenticate/").content.decode()
    assert "_auth_user_id" not in client.session
    client.post("/konto/2fa/authenticate/", {"code": code(secret)})
    assert client.session["_auth_user_id"] == str(person.pk)


def confirm(client, person):
    """Changes of the second factor ask for the password once more."""
    address = client.get(ACTIVATE).headers["Location"]
    assert "Bitte bestätigen" in client.get(address).content.decode()
    assert client.post(address, {"password": PASSWORD}).headers["Location"] == ACTIVATE


@pytest.mark.parametrize(
    "path", ["recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"]
)
def test_pages_of_the_second_factor_are_ours(client, person, path):
    sign_in(client, person)
    confirm(client, person)
    page = client.get(ACTIVATE).content.decode()
    client.post(ACTIVATE, {"code": code(re.search(r'value="([A-Z2-7]{16,})"', page)[1])})
    page = client.get(f"/konto/2fa/{path}").content.decode()
    assert 'class="card-head"' in page
    assert "Zwei-Faktor-Anmeldung" in page
