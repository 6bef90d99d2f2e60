"""Passkeys, made and used by Chromium's virtual authenticator."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import expect

from base.accounts.models import SecurityEvent
from base.accounts.record.models import EventKind
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser, live_server):
    """A browser with an authenticator that says yes."""
    cache.clear()
    address = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, locale="de-AT")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.refuse = lambda: devtools.send(  # type: ignore[attr-defined]
        "WebAuthn.setUserVerified",
        {"authenticatorId": made["authenticatorId"], "isUserVerified": False},
    )
    yield page
    context.close()


def sign_in(page, person):
    page.goto("/konto/login/")
    page.get_by_label("E-Mail").fill(person.email)
    page.get_by_label(re.compile("^Passwort")).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def confirm(page):
    page.get_by_label(re.compile("^Passwort")).fill(PASSWORD)
    page.get_by_role("button", name="Bestätigen").click()


def add_passkey(page, person, name="Mein Rechner"):
    sign_in(page, person)
    page.wait_for_url(lambda url: urlsplit(url).path == "/")
    page.goto("/konto/2fa/webauthn/add/")
    confirm(page)
    page.get_by_label("Name des Passkeys").fill(name)
    page.get_by_role("button", name="Hinzufügen").click()
    expect(page.get_by_role("heading", name="Wiederherstellungscodes").first).to_be_visible()


def sign_out(page):
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/konto/login/")


def test_a_passkey_is_made_and_signs_in_without_a_password(page, agent, agency):
    add_passkey(page, agent)
    assert Authenticator.objects.get(user=agent, type="webauthn").wrap().name == "Mein Rechner"
    sign_out(page)
    page.get_by_role("button", name="Passkey verwenden").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    kinds = list(SecurityEvent.objects.of(agency.pk).values_list("kind", flat=True))
    assert kinds[0] == EventKind.SIGNED_IN
    assert EventKind.PASSKEY_ADDED in kinds


def test_a_password_alone_is_not_enough_any_more(page, agent):
    add_passkey(page, agent)
    sign_out(page)
    sign_in(page, agent)
    page.wait_for_url("**/konto/2fa/authenticate/**")
    page.goto("/kontakte/")
    page.wait_for_url("**/konto/2fa/authenticate/**")
    page.get_by_role("button", name="Mit Passkey bestätigen").click()
    page.wait_for_url(lambda url: urlsplit(url).path in ("/", "/kontakte/"))


def test_a_passkey_is_renamed_and_removed(page, agent, agency):
    add_passkey(page, agent)
    page.goto("/konto/2fa/webauthn/")
    page.get_by_role("link", name="Umbenennen").click()
    page.get_by_label("Name des Passkeys").fill("Laptop")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Laptop").first).to_be_visible()
    page.get_by_role("link", name="Entfernen").click()
    page.get_by_role("button", name="Entfernen").click()
    expect(page.get_by_text("Noch kein Passkey")).to_be_visible()
    assert not Authenticator.objects.filter(user=agent).exists()
    assert SecurityEvent.objects.of(agency.pk)[0].kind == EventKind.PASSKEY_REMOVED


def test_who_is_not_recognised_is_told_and_stays_out(page, agent):
    add_passkey(page, agent)
    sign_out(page)
    page.refuse()
    page.get_by_role("button", name="Passkey verwenden").click()
    expect(page.locator(".toast-item")).to_contain_text("nicht geklappt")
    assert page.goto("/kontakte/").url.split("?")[0].endswith("/konto/login/")
    sign_in(page, agent)
    page.wait_for_url("**/konto/2fa/authenticate/**")


def test_the_password_page_lets_a_passkey_confirm(page, agent):
    add_passkey(page, agent)
    sign_out(page)
    page.get_by_role("button", name="Passkey verwenden").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/")
    page.goto("/konto/email/")
    page.goto("/konto/2fa/webauthn/reauthenticate/?next=/konto/email/")
    page.get_by_role("button", name="Mit Passkey bestätigen").click()
    expect(page.get_by_label("Neue E-Mail-Adresse")).to_be_visible()


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{}",
        "x",
        "[]",
        '{"id": "a"}',
        "null",
        "1",
        '{"response": {"userHandle": "!!"}}',
        '{"response": null}',
        '{"response": {"userHandle": 7}}',
    ],
)
def test_forged_credentials_are_refused(client, agent, credential):
    client.get("/konto/2fa/webauthn/login/", headers={"accept": "application/json"})
    answer = client.post("/konto/2fa/webauthn/login/", {"credential": credential})
    assert answer.status_code in (302, 303)
    assert "_auth_user_id" not in client.session
