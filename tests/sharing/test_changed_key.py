"""Whoever changes `SECRET_KEY` and keeps the old one as a fallback breaks no link and no form."""

import base64
import hashlib
import hmac
import uuid

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.urls import reverse

from base.accounts.email_change.services import PURPOSE as EMAIL
from base.accounts.email_change.services import ask_for_email
from base.accounts.senders import PURPOSE as SENDER
from base.accounts.senders import claim_sender
from base.accounts.team.invitations import PURPOSE as INVITATION
from base.accounts.team.invitations import invite
from base.once.keys import is_key_of, is_somebodys, make_key
from base.tokens import make_token, read_token
from sharing.models.links import TOKEN_PURPOSE

OLD, NEW = "the key until today " * 3, "the key from tomorrow " * 3


@pytest.fixture
def change(settings):
    """Changes the key; only with `keep` the old one still counts."""
    settings.SECRET_KEY = OLD

    def to_new(*, keep: bool) -> None:
        settings.SECRET_KEY = NEW
        settings.SECRET_KEY_FALLBACKS = [OLD] if keep else []

    return to_new


@pytest.fixture
def addresses(change, link, agent, administrator, agency):
    """What stands in mails, one address of every kind."""
    invitation = invite(agency=agency, email="neu@huber.example", role="agent", by=administrator)
    wish = ask_for_email(user=agent, email="anna.neu@huber.example")
    claim = claim_sender(agency=agency, address="buero@huber.example")
    forgotten = f"{user_pk_to_url_str(agent)}-{default_token_generator.make_token(agent)}"
    return {
        "share": reverse("sharing:public", args=[link.token]),
        "invitation": reverse(
            "accounts:accept_invitation", args=[make_token(INVITATION, invitation.key)]
        ),
        "address": reverse("accounts:account_email_confirm", args=[make_token(EMAIL, wish.key)]),
        "sender": reverse("accounts:confirm_sender", args=[make_token(SENDER, claim.identity)]),
        "password": f"/konto/password/reset/key/{forgotten}/",
    }


def statuses(addresses):
    answers = {kind: Client().get(path, follow=True) for kind, path in addresses.items()}
    return {kind: answer.status_code for kind, answer in answers.items()}


def test_every_link_opens_under_the_next_key(addresses, change):
    change(keep=True)
    assert statuses(addresses) == dict.fromkeys(addresses, 200)
    answer = Client().get(addresses["password"], follow=True)
    assert 'name="password1"' in answer.content.decode()


def test_no_link_opens_once_the_old_key_is_gone(addresses, change):
    before = statuses(addresses)
    change(keep=False)
    after = statuses(addresses)
    assert set(before.values()) == {200}
    assert {kind for kind, status in after.items() if status == 200} <= {"password"}
    page = Client().get(addresses["password"], follow=True).content.decode()
    assert 'name="password1"' not in page


def test_a_visit_goes_on(addresses, link, change, client):
    token = client.get(addresses["share"]).context["csrf_token"]
    change(keep=True)
    sent = {"csrfmiddlewaretoken": token}
    contents = client.post(f"{addresses['share']}ansehen/", sent, follow=True)
    assert "Grundbuchauszug.pdf" in contents.content.decode()
    assert link.views.count() == 1


def test_a_form_stays_somebodys(change, agent):
    key = make_key(agent.pk)
    change(keep=True)
    assert is_key_of(key, agent.pk)
    assert is_somebodys(key)
    assert not is_key_of(key, agent.pk + 1)
    change(keep=False)
    assert not is_key_of(key, agent.pk)
    assert not is_somebodys(key)


def made_until_now(purpose: str, identity: uuid.UUID, secret: str) -> str:
    """A token as it stands in mails that left before Django signed them."""
    key = f"immonaut.token.{purpose}:{secret}".encode()
    raw = identity.bytes + hmac.new(key, identity.bytes, hashlib.sha256).digest()[:16]
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_links_in_older_mails_open_too(link, change, client):
    token = made_until_now(TOKEN_PURPOSE, link.identity, OLD)
    path = reverse("sharing:public", args=[token])
    assert client.get(path).status_code == 200
    change(keep=True)
    page = client.get(path)
    look = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    assert "Grundbuchauszug.pdf" in (
        client.post(f"{path}ansehen/", look, follow=True).content.decode()
    )
    change(keep=False)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("place", range(65))
def test_no_other_spelling_opens(place):
    token = make_token("share", uuid.UUID(int=7))
    other = "A" if token[place] != "A" else "B"
    assert read_token("share", token) == uuid.UUID(int=7)
    assert read_token("share", token[:place] + other + token[place + 1 :]) is None
    assert read_token("invitation", token) is None


@pytest.mark.parametrize("end", ["", "A", "=", ".", " ", "\n"])
def test_a_token_has_one_length(end):
    token = make_token("share", uuid.UUID(int=7))
    assert len(token) == 65
    assert (read_token("share", token + end) is None) == bool(end)
