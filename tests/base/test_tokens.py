"""What opens a public link, and that nothing else does."""

import base64
import hashlib
import hmac
import string
import uuid

import pytest

from base.tokens import make_token, read_token

SEVEN = uuid.UUID(int=7)
# Sixteen bytes of which the last one is 7, in base64 without the two signs that fill it up.
SEVEN_SPELLED = "A" * 20 + "Bw"
URL_SAFE = set(string.ascii_letters + string.digits + "-_")


@pytest.fixture(autouse=True)
def keys(settings):
    settings.SECRET_KEY = "the key of today"
    settings.SECRET_KEY_FALLBACKS = []


def old_token(purpose: str, identity: uuid.UUID, secret: str) -> str:
    """As links were made until 0.2: the UUID and half of its digest."""
    key = f"immonaut.token.{purpose}:{secret}".encode()
    digest = hmac.new(key, identity.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(identity.bytes + digest[:16]).decode()[:43]


def with_a_flip_at(place: int, token: str) -> str:
    return token[:place] + ("B" if token[place] == "A" else "A") + token[place + 1 :]


def test_a_token_opens_its_row_for_its_purpose_alone():
    token = make_token("share", SEVEN)
    assert read_token("share", token) == SEVEN
    assert read_token("sender", token) is None


def test_a_token_begins_with_its_row_and_is_one_word_of_65_characters():
    token = make_token("share", SEVEN)
    assert token.startswith(SEVEN_SPELLED)
    assert len(token) == 65
    assert set(token) <= URL_SAFE


@pytest.mark.parametrize("number", [0, 7, 2**128 - 1, 0xFBEFBE << 104])
def test_every_row_comes_back(number):
    identity = uuid.UUID(int=number)
    assert read_token("share", make_token("share", identity)) == identity
    assert set(make_token("share", identity)) <= URL_SAFE


@pytest.mark.parametrize("place", [0, 10, 21, 22, 40, 64])
def test_one_wrong_character_opens_nothing(place):
    assert read_token("share", with_a_flip_at(place, make_token("share", SEVEN))) is None


@pytest.mark.parametrize("text", ["", "a", "A" * 43, "ä" * 43, "!" * 43, "A" * 65, "." * 65])
def test_what_was_never_made_here_opens_nothing(text):
    assert read_token("share", text) is None


def test_a_signature_over_something_that_is_no_row_opens_nothing():
    """Signed with our key, but for a text of another length than a row's."""
    token = make_token("share", SEVEN)
    assert read_token("share", token[:-1]) is None
    assert read_token("share", token + "A") is None


def test_a_token_outlives_its_key_as_long_as_the_key_is_kept(settings):
    token = make_token("share", SEVEN)
    settings.SECRET_KEY = "the key of tomorrow"
    assert read_token("share", token) is None
    settings.SECRET_KEY_FALLBACKS = ["the key of today"]
    assert read_token("share", token) == SEVEN


class TestUntil02:
    """Links in mails that were sent before tokens were signed by Django."""

    def test_they_open(self):
        assert read_token("share", old_token("share", SEVEN, "the key of today")) == SEVEN

    def test_with_letters_outside_plain_base64_too(self):
        identity = uuid.UUID(int=0xFBEFBE << 104)  # spelled »--++« or »__« in parts
        assert read_token("share", old_token("share", identity, "the key of today")) == identity

    def test_for_their_purpose_alone(self):
        assert read_token("sender", old_token("share", SEVEN, "the key of today")) is None

    def test_with_a_key_that_is_kept(self, settings):
        token = old_token("share", SEVEN, "the key of yesterday")
        assert read_token("share", token) is None
        settings.SECRET_KEY_FALLBACKS = ["the key before", "the key of yesterday"]
        assert read_token("share", token) == SEVEN

    @pytest.mark.parametrize("place", [0, 20, 21, 22, 41])
    def test_not_with_one_wrong_character(self, place):
        token = old_token("share", SEVEN, "the key of today")
        assert read_token("share", with_a_flip_at(place, token)) is None

    def test_only_as_they_were_given_out(self):
        """43 characters hold two bits more than 32 bytes: four last letters spell the same."""
        token = old_token("share", SEVEN, "the key of today")
        alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
        twin = alphabet[alphabet.index(token[-1]) ^ 1]
        assert base64.urlsafe_b64decode(token[:-1] + twin + "=") == base64.urlsafe_b64decode(
            token + "="
        )
        assert read_token("share", token[:-1] + twin) is None
