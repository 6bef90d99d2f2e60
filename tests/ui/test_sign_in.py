import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from tests.ui.conftest import PASSWORD

URL = "/konto/login/"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db):
    cache.clear()


def test_signing_in_needs_no_broker(client, person, settings):
    settings.REDIS_URL = settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    response = client.post(URL, {"login": "Anna@Huber.example", "password": PASSWORD})
    assert response.headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_flood_from_one_address_gets_a_page_that_says_so(client, person):
    with time_machine.travel(timezone.now(), tick=False):  # the limit is one of a minute
        statuses = {
            client.post(URL, {"login": f"a{n}@b.at", "password": "x"}).status_code
            for n in range(62)
        }
        response = client.post(URL, {"login": person.email, "password": PASSWORD})
    assert statuses == {200, 429}
    assert response.status_code == 429
    assert "Zu viele Versuche" in response.content.decode()


def test_nobody_registers_on_their_own(client):
    page = client.get(URL).content.decode()
    assert "/signup" not in page
    data = {"email": "neu@b.at", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post("/konto/signup/", data)
    assert "nur auf Einladung" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_signing_out_takes_a_post(signed_in):
    assert signed_in.get("/konto/logout/").status_code == 200
    assert "_auth_user_id" in signed_in.session
    assert signed_in.post("/konto/logout/").headers["Location"] == URL
    assert "_auth_user_id" not in signed_in.session


@pytest.mark.parametrize(
    "url",
    [
        "/konto/login/",
        "/konto/password/reset/",
        "/konto/password/reset/done/",
        "/konto/password/reset/key/1-abc/",
        "/konto/inactive/",
    ],
)
def test_pages_before_the_sign_in_are_ours(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert 'class="entrance-card"' in response.content.decode()
