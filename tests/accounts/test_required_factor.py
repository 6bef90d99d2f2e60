"""An agency that requires a second factor leads everybody without one to it, before all else."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.conftest import confirm_password, sign_in, switch_on_totp

SET_UP = "/konto/2fa/"


@pytest.fixture
def strict(agency):
    agency.requires_second_factor = True
    agency.save()
    return agency


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/kontakte/",
        "/einstellungen/",
        "/konto/password/change/",
        "/konto/email/",
        "/kontakte/neu/",
        "/einstellungen/geraete/",
    ],
)
def test_nothing_else_opens_without_one(strict, agent_client, path):
    for answer in (agent_client.get(path), agent_client.post(path, {})):
        assert answer.status_code in (302, 303)
        assert answer.headers["Location"] == SET_UP


def test_fragments_lead_there_as_a_whole(strict, agent_client):
    answer = agent_client.get("/kontakte/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == SET_UP


def test_the_page_says_why_and_the_way_is_open(strict, client, agent):
    sign_in(client, agent)
    assert client.get("/", follow=True).redirect_chain == [(SET_UP, 303)]
    assert "verlangt einen zweiten Faktor" in client.get(SET_UP).content.decode()
    switch_on_totp(client)
    assert client.get("/kontakte/").status_code == 200
    assert "verlangt einen zweiten Faktor" not in client.get(SET_UP).content.decode()


def test_signing_out_and_switching_language_stay_possible(strict, agent_client):
    assert agent_client.post("/sprache/", {"language": "en"}).headers["Location"] != SET_UP
    assert agent_client.post("/konto/logout/").headers["Location"] == "/konto/login/"


def test_the_last_one_stays(strict, client, agent):
    sign_in(client, agent)
    switch_on_totp(client)
    if client.get("/konto/2fa/totp/deactivate/").status_code == 302:
        confirm_password(client, "/konto/2fa/totp/deactivate/")
    answer = client.post("/konto/2fa/totp/deactivate/", {})
    assert "verlangt einen zweiten Faktor" in answer.content.decode()
    assert Authenticator.objects.filter(user=agent, type="totp").exists()


def test_the_last_passkey_stays_too(strict, client, agent):
    passkey = Authenticator.objects.create(user=agent, type="webauthn", data={"name": "Laptop"})
    client.force_login(agent)
    answer = client.post(f"/konto/2fa/webauthn/keys/{passkey.pk}/remove/", follow=True)
    assert "verlangt einen zweiten Faktor" in answer.content.decode()
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_recovery_codes_alone_are_no_second_factor(strict, agent, agent_client):
    Authenticator.objects.create(user=agent, type="recovery_codes", data={"used_mask": 0})
    assert agent_client.get("/").headers["Location"] == SET_UP


def test_customers_and_other_agencies_notice_nothing(strict, agent_client, stranger_client):
    assert stranger_client.get("/kontakte/").status_code == 200
    assert Client().get("/s/gibt-es-nicht/").status_code == 404
    assert agent_client.get("/s/gibt-es-nicht/").status_code == 404


def test_an_operator_of_the_agency_is_led_there_as_well(strict, administrator):
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    client = Client()
    client.force_login(administrator)
    assert client.get("/admin/").headers["Location"] == SET_UP
