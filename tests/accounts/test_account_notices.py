"""What the owner of an account is told, what others learn, and how secrets lie in the database."""

import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from base.encryption import decrypt
from tests.accounts.conftest import (
    confirm_password,
    mails_to,
    sign_in,
    switch_on_totp,
    totp_code,
)
from tests.conftest import PASSWORD

RESET = "/konto/password/reset/"


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        return cursor.fetchone()[0]


def test_a_reset_request_of_anybody_leaves_the_second_factor_possible(client, agent):
    Client().post(RESET, {"email": agent.email})
    sign_in(client, agent)
    switch_on_totp(client)
    assert Authenticator.objects.filter(user=agent, type="totp").exists()


def test_reset_for_an_unknown_address_sends_nothing_and_says_the_same(client, agent):
    known, unknown = (
        client.post(RESET, {"email": email}, follow=True)
        for email in (agent.email, "niemand@nirgends.example")
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert same_but_tokens(known) == same_but_tokens(unknown)
    assert [one.to for one in mail.outbox] == [[agent.email]]


def same_but_tokens(response) -> str:
    """The page without the tokens against forgery, which are drawn anew each time."""
    return re.sub(r'"[A-Za-z0-9_.-]{30,}"', "", response.content.decode())


def test_reset_for_who_has_left_sends_nothing(client, agent):
    agent.is_active = False
    agent.save()
    client.post(RESET, {"email": agent.email})
    assert mail.outbox == []


def test_secrets_of_the_second_factor_lie_encrypted(client, agent):
    sign_in(client, agent)
    secret = switch_on_totp(client)
    rows = {row.type: row.data for row in Authenticator.objects.filter(user=agent)}
    assert secret not in stored()
    assert decrypt(rows["totp"]["secret"]) == secret
    seed = decrypt(rows["recovery_codes"]["seed"])
    assert len(seed) == 80
    assert seed not in stored()
    client.post("/konto/logout/")
    sign_in(client, agent)
    client.post("/konto/2fa/authenticate/", {"code": totp_code(secret)})
    assert client.session["_auth_user_id"] == str(agent.pk)


def test_keys_of_the_second_factor_are_rotated_with_all_others(client, agent, settings, capsys):
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    sign_in(client, agent)
    secret = switch_on_totp(client)
    codes = Authenticator.objects.get(user=agent, type="recovery_codes").wrap().generate_codes()
    before = stored()
    settings.FIELD_KEYS = [new, old]
    call_command("rotate_field_keys")
    assert "mfa_authenticator.data: 2" in capsys.readouterr().out
    settings.FIELD_KEYS = [new]
    totp, recovery = (
        Authenticator.objects.get(user=agent, type=kind) for kind in ("totp", "recovery_codes")
    )
    assert decrypt(totp.data["secret"]) == secret
    assert recovery.wrap().generate_codes() == codes
    assert stored() != before
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError):
        call_command("rotate_field_keys")


def test_the_owner_is_told_of_each_change_of_the_second_factor(
    client, agent, django_capture_on_commit_callbacks
):
    sign_in(client, agent)
    with django_capture_on_commit_callbacks(execute=True):
        switch_on_totp(client)
    (on,) = mails_to(agent.email)
    assert "Authenticator-App eingerichtet" in on
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/konto/2fa/recovery-codes/generate/", {})
    client.post("/konto/2fa/totp/deactivate/", {})
    subjects = [one.splitlines()[0] for one in mails_to(agent.email)]
    assert subjects[1:] == [
        "Neue Wiederherstellungscodes erzeugt",
        "Authenticator-App ausgeschaltet",
    ]


def test_a_changed_password_is_told_by_mail_and_needs_the_old_one(client, agent):
    sign_in(client, agent)
    new = {"password1": "ganz-anders-lang-8", "password2": "ganz-anders-lang-8"}
    client.post("/konto/password/change/", {"oldpassword": "falsch", **new})
    assert mail.outbox == []
    client.post("/konto/password/change/", {"oldpassword": PASSWORD, **new})
    (told,) = mails_to(agent.email)
    assert told.startswith("Ihr Passwort wurde geändert")
    assert "127.0.0.1" in told
    assert "/konto/password/reset/" in told


def test_changes_of_the_second_factor_ask_for_the_password(client, agent):
    sign_in(client, agent)
    secret = switch_on_totp(client)
    client.post("/konto/logout/")
    sign_in(client, agent)
    client.post("/konto/2fa/authenticate/", {"code": totp_code(secret)})
    assert "_auth_user_id" in client.session
    for path in ("totp/deactivate/", "recovery-codes/generate/"):
        answer = client.post(f"/konto/2fa/{path}", {})
        assert "/reauthenticate/" in answer.headers["Location"], path
    assert Authenticator.objects.filter(user=agent).count() == 2
    confirm_password(client, "/konto/2fa/totp/deactivate/")
    assert client.post("/konto/2fa/totp/deactivate/", {}).status_code == 302
    assert not Authenticator.objects.filter(user=agent).exists()
