"""Changing the address one signs in with: password first, then the new mailbox, then a notice."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from base.accounts.models import EmailChange, User
from tests.accounts.conftest import confirm_password, mails_to, path_in, sign_in

URL = "/konto/email/"
NEW = "anna.neu@huber.example"


@pytest.fixture
def asked(client, agent):
    """Somebody who has given the password and asked for a new address; the link that was sent."""
    sign_in(client, agent)
    confirm_password(client, URL)
    assert client.post(URL, {"email": NEW}).status_code == 303
    return path_in(mails_to(NEW)[0], URL)


def test_the_page_asks_for_the_password_first(client, agent):
    sign_in(client, agent)
    for answer in (client.get(URL), client.post(URL, {"email": NEW})):
        assert "/konto/reauthenticate/" in answer.headers["Location"]
    assert EmailChange.objects.count() == 0
    assert mail.outbox == []


def test_a_new_address_counts_once_its_mailbox_was_shown(client, agent, asked):
    old = agent.email
    agent.refresh_from_db()
    assert agent.email == old
    assert NEW in client.get(URL).content.decode()
    told = mails_to(old)
    assert len(told) == 1, "the old address is told at once"
    visitor = Client()
    page = visitor.get(asked)
    agent.refresh_from_db()
    assert (page.status_code, agent.email) == (200, old), "looking changes nothing"
    assert visitor.post(asked).status_code == 303
    agent.refresh_from_db()
    assert agent.email == NEW
    assert len(mails_to(old)) == 2
    assert visitor.post(asked).status_code == 410, "a link works once"
    assert "_auth_user_id" not in visitor.session


def test_after_the_change_only_the_new_address_opens_the_account(client, agent, asked):
    old = agent.email
    Client().post("/konto/password/reset/", {"email": old})
    assert EmailAddress.objects.filter(email=old).exists()
    Client().post(asked)
    agent.refresh_from_db()
    assert "passen nicht" in sign_in(Client(), User(email=old)).content.decode()
    assert sign_in(Client(), agent).status_code == 302
    assert not EmailAddress.objects.filter(email=old).exists()


def test_an_operator_who_changes_an_address_leaves_no_second_key(agent):
    Client().post("/konto/password/reset/", {"email": agent.email})
    old = agent.email
    User.objects.filter(pk=agent.pk).update(email="ganz.neu@huber.example")
    assert "passen nicht" in sign_in(Client(), User(email=old)).content.decode()


def test_a_taken_address_gets_the_same_answer_and_no_link(client, agent, stranger):
    sign_in(client, agent)
    confirm_password(client, URL)
    answer = client.post(URL, {"email": stranger.email.upper()}, follow=True)
    free = Client()
    sign_in(free, agent)
    confirm_password(free, URL)
    EmailChange.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    other = free.post(URL, {"email": NEW}, follow=True)
    tell = answer.content.decode().replace(stranger.email, "X")
    assert "X" in tell
    assert normal(tell) == normal(other.content.decode().replace(NEW, "X"))
    (told,) = mails_to(stranger.email)
    assert URL not in told
    agent.refresh_from_db()
    assert agent.email != stranger.email


def normal(page: str) -> str:
    """The page's own content, without what is drawn anew each time."""
    return page.split('class="page-content"')[1].split("csrf")[0]


def test_an_address_taken_meanwhile_is_refused_without_an_error(client, agent, asked, other_agency):
    User.objects.create_user(NEW, name="Schneller", agency=other_agency)
    assert Client().post(asked).status_code == 410
    agent.refresh_from_db()
    assert agent.email != NEW


def test_links_expire_and_a_newer_one_replaces_the_older(client, agent, asked):
    EmailChange.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    assert Client().get(asked).status_code == 410
    assert client.post(URL, {"email": "zwei@huber.example"}).status_code == 303
    assert Client().post(asked).status_code == 410
    newer = path_in(mails_to("zwei@huber.example")[0], URL)
    assert Client().post(newer).status_code == 303


@pytest.mark.parametrize("given", ["", "keine-adresse", "a@b@c.at", "{own}", " "])
def test_what_is_no_new_address_is_explained(client, agent, given):
    sign_in(client, agent)
    confirm_password(client, URL)
    answer = client.post(URL, {"email": given.format(own=agent.email.upper())})
    assert answer.status_code == 422
    assert mail.outbox == []


def test_mails_cannot_be_sent_without_end(client, agent, asked):
    answer = client.post(URL, {"email": "noch.eine@huber.example"})
    assert answer.status_code == 422
    assert mails_to("noch.eine@huber.example") == []


def test_a_link_of_nobody_says_that_it_is_over(client, db):
    for path in ("/konto/email/gibt-es-nicht/", "/konto/email/" + "A" * 43 + "/"):
        assert Client().get(path).status_code == 410
        assert Client().post(path).status_code == 410
