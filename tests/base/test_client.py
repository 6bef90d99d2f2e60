"""Addresses behind proxies: what the trusted ones say, in one spelling, for all who ask."""

import pytest
from allauth.account.adapter import get_adapter

from base.client import client_address


def asked(rf, forwarded=None, remote="10.0.0.1"):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return client_address(rf.get("/", headers=headers, REMOTE_ADDR=remote))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("2001:0DB8:0:0::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ('"[2001:db8::1]:443"', "2001:db8::1"),
    ],
)
def test_one_spelling(rf, settings, text, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert asked(rf, text) == address
    assert asked(rf, f"198.51.100.9, {text}") == address
    assert asked(rf, remote=text) == address


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        " ",
        "unknown",
        "203.0.113",
        "203.0.113.7.8",
        "<script>",
        "1" * 5000,
        "203.0.113.7:x",
        "[2001:db8::1",
        "_hidden",
        "010.1.1.1",
        "1.1.1.1\n2.2.2.2",
        "::1::",
    ],
)
def test_what_is_no_address_is_not_believed(rf, settings, garbage):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", REMOTE_ADDR="10.0.0.1")
    request.META["HTTP_X_FORWARDED_FOR"] = garbage
    assert client_address(request) == "10.0.0.1"


@pytest.mark.parametrize(
    ("trusted", "address"),
    [(0, "10.0.0.1"), (1, "192.0.2.3"), (2, "192.0.2.2"), (3, "192.0.2.1"), (4, "10.0.0.1")],
)
def test_only_as_many_proxies_are_believed_as_there_are(rf, settings, trusted, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    assert asked(rf, "192.0.2.1, 192.0.2.2, 192.0.2.3") == address


def test_the_limits_of_the_sign_in_ask_the_same(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", headers={"x-forwarded-for": "x, [2001:db8::1]:9"})
    assert get_adapter().get_client_ip(request) == client_address(request) == "2001:db8::1"
    assert get_adapter().get_client_ip(rf.get("/", REMOTE_ADDR="")) == "0.0.0.0"
