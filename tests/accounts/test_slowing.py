"""Guessing gets slower and slower; nobody is locked out by what others do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.utils import timezone

from base.accounts.models import SignInAttempt
from base.accounts.slowing import attempt_key, take_turn
from tests.accounts.conftest import sign_in
from tests.conftest import PASSWORD

HERE, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.2"}


def guess(client, person, times=1, **extra):
    for _ in range(times):
        answer = sign_in(client, person, "geraten-und-falsch", **extra)
    return answer.content.decode()


def wait(seconds):
    """Lets the clock go on, as far as the counts are concerned."""
    SignInAttempt.objects.update(
        not_before=F("not_before") - timedelta(seconds=seconds),
        last_at=F("last_at") - timedelta(seconds=seconds),
    )


def waiting_time() -> float:
    row = SignInAttempt.objects.get()
    return (row.not_before - row.last_at).total_seconds()


def test_each_wrong_password_waits_longer_than_the_one_before(client, agent):
    waits = []
    for _ in range(13):
        assert "passen nicht zusammen" in guess(client, agent, **HERE)
        waits.append(round(waiting_time()))
        wait(200)
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 128, 128]


def test_while_it_waits_even_the_right_password_is_not_looked_at(client, agent):
    guess(client, agent, 7, **HERE)
    for _ in range(4):
        SignInAttempt.objects.update(failures=8, not_before=timezone.now() + timedelta(seconds=30))
    page = sign_in(client, agent, **HERE).content.decode()
    assert "Bitte warten Sie noch 30 Sekunden" in page
    assert SignInAttempt.objects.get().failures == 8, "a refused try does not make it longer"
    assert "_auth_user_id" not in client.session
    wait(31)
    assert sign_in(client, agent, **HERE).status_code == 302
    assert not SignInAttempt.objects.exists()


def test_a_stranger_elsewhere_costs_a_colleague_nothing(agent):
    for _ in range(30):
        guess(Client(), agent, **ELSEWHERE)
    assert sign_in(Client(), agent, **HERE).status_code == 302


def test_a_known_device_is_exempt_in_the_same_network(agent):
    own = Client()
    sign_in(own, agent, **HERE)
    own.post("/konto/logout/", **HERE)
    guess(Client(), agent, 3, **HERE)
    SignInAttempt.objects.update(failures=9, not_before=timezone.now() + timedelta(seconds=60))
    assert "Bitte warten" in sign_in(Client(), agent, **HERE).content.decode()
    assert sign_in(own, agent, **HERE).status_code == 302


def test_a_known_device_has_a_count_of_its_own(agent):
    own = Client()
    sign_in(own, agent)
    own.post("/konto/logout/")
    guess(own, agent, 5)
    wait(-60)  # the first waits are over soon, and a machine may be busy
    assert "Bitte warten" in sign_in(own, agent).content.decode()


def test_a_device_is_known_for_its_own_person_and_password_only(agent, administrator):
    own = Client()
    sign_in(own, agent, **HERE)
    own.post("/konto/logout/")
    guess(Client(), administrator, 5, **HERE)
    wait(-60)  # the first waits are over soon, and a machine may be busy
    assert "Bitte warten" in sign_in(own, administrator, **HERE).content.decode()
    agent.set_password("ein-neues-Passwort-12")
    agent.save()
    guess(Client(), agent, 5, **HERE)
    wait(-60)  # the first waits are over soon, and a machine may be busy
    answer = sign_in(own, agent, "ein-neues-Passwort-12", **HERE)
    assert "Bitte warten" in answer.content.decode()


def test_a_forged_cookie_makes_no_device_known(agent):
    own = Client()
    own.cookies["immonaut_device"] = "eyJpZCI6ImFiYyIsInBlb3BsZSI6e319:1abc:forged"
    guess(own, agent, 5)
    wait(-60)  # the first waits are over soon, and a machine may be busy
    assert "Bitte warten" in sign_in(own, agent).content.decode()


def test_the_cookie_opens_nothing(agent):
    own = Client()
    sign_in(own, agent)
    cookie = own.cookies["immonaut_device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    other = Client()
    other.cookies["immonaut_device"] = cookie.value
    assert other.get("/").status_code == 302


def test_who_has_no_account_is_slowed_in_the_same_words(client, agent, db):
    class Nobody:
        email = "niemand@nirgends.example"

    for person in (agent, Nobody):
        guess(client, person, 4)
        SignInAttempt.objects.update(not_before=timezone.now() + timedelta(seconds=60))
        assert "Bitte warten Sie noch 60 Sekunden" in guess(client, person)
        SignInAttempt.objects.all().delete()


def test_an_hour_without_tries_is_forgotten(client, agent):
    guess(client, agent, 4)
    wait(3700)
    guess(client, agent)
    assert SignInAttempt.objects.get().failures == 1


def test_a_new_password_ends_the_wait(client, agent):
    guess(client, agent, 5)
    signed_in = Client()
    signed_in.force_login(agent)
    new = "noch-ein-Passwort-12"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    signed_in.post("/konto/password/change/", data)
    agent.refresh_from_db()
    assert sign_in(client, agent, new).status_code == 302


def test_neighbours_of_an_ipv6_network_count_as_one():
    one, same, other = (
        attempt_key("a@b.at", text)
        for text in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert one == same != other
    assert attempt_key("A@b.at ", "::1") == attempt_key("a@b.at", "::1")


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_share_no_turn():
    key = attempt_key("a@b.at", "192.0.2.1")
    for _ in range(4):
        take_turn(key)

    def guess_at_once(_number):
        try:
            return take_turn(key)
        finally:
            connection.close()

    SignInAttempt.objects.update(failures=9, not_before=timezone.now())
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(guess_at_once, range(24)))
    assert waits.count(0) == 1
    assert SignInAttempt.objects.get().failures == 10
