"""People who sign in through the form, and the mails that reach them."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client

from base.accounts.models import User
from tests.conftest import PASSWORD

SIGN_IN = "/konto/login/"
ACTIVATE = "/konto/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db):
    cache.clear()


def sign_in(client: Client, person: User, password: str = PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": person.email, "password": password}, **extra)


def confirm_password(client: Client, address: str):
    """Goes where `address` leads: the page that asks for the password once more."""
    asked = client.get(address)
    assert "/konto/reauthenticate/" in asked.headers["Location"], asked
    return client.post(asked.headers["Location"], {"password": PASSWORD})


def totp_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def switch_on_totp(client: Client) -> str:
    """Sets up the app; answers with its secret."""
    page = client.get(ACTIVATE)
    if page.status_code == 302:
        confirm_password(client, ACTIVATE)
        page = client.get(ACTIVATE)
    secret = re.search(r'value="([A-Z2-7]{16,})"', page.content.decode())[1]
    assert client.post(ACTIVATE, {"code": totp_code(secret)}).status_code == 302
    cache.clear()  # a code may be used once; here the clock does not move on
    return secret


def mails_to(address: str) -> list[str]:
    """Subject and text of what was sent to `address`, oldest first."""
    return [f"{one.subject}\n{one.body}" for one in mail.outbox if address in one.to]


def path_in(text: str, prefix: str) -> str:
    """The path of the link in a mail that starts with `prefix`."""
    return re.search(rf"https?://[^/\s]+({re.escape(prefix)}[^\s]+)", text)[1]
