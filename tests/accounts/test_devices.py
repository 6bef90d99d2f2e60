"""Where one is signed in, and how that ends: by hand, and by lying idle."""

import re
import time

import pytest
from django.test import Client

from base.accounts.models import SecurityEvent, Session
from base.accounts.record.models import EventKind
from base.accounts.sessions import SEEN
from tests.accounts.conftest import sign_in

URL = "/einstellungen/geraete/"
END = f"{URL}abmelden/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18 Safari/605"


@pytest.fixture
def desk(agent):
    return used(agent, FIREFOX, "192.0.2.1")


@pytest.fixture
def phone(agent):
    return used(agent, PHONE, "198.51.100.2")


def used(agent, browser, address):
    """A browser in which the person has signed in and opened a page."""
    client = Client(headers={"user-agent": browser}, REMOTE_ADDR=address)
    assert sign_in(client, agent).status_code == 302
    assert client.get("/einstellungen/").status_code == 200
    return client


def handles(page: str) -> list[str]:
    return re.findall(r'name="device" value="([0-9a-f]{32})"', page)


def is_signed_in(client) -> bool:
    return client.get("/einstellungen/").status_code == 200


def test_the_page_names_each_device(desk, phone):
    page = desk.get(URL).content.decode()
    for told in ("Firefox, Windows", "Safari, iPhone", "192.0.2.1", "198.51.100.2", "dieses Gerät"):
        assert told in page
    assert len(handles(page)) == 1, "the current one is signed out by Abmelden"


def test_keys_of_sessions_stay_secret(desk, phone):
    page = desk.get(URL).content.decode()
    for key in Session.objects.values_list("session_key", flat=True):
        assert key not in page


def test_one_device_is_signed_out_at_once(desk, phone, agency):
    (other,) = handles(desk.get(URL).content.decode())
    assert desk.post(END, {"device": other}).status_code == 303
    assert not is_signed_in(phone)
    assert is_signed_in(desk)
    event = SecurityEvent.objects.of(agency.pk)[0]
    assert (event.kind, event.about) == (EventKind.SESSION_ENDED, "Safari, iPhone")


def test_all_others_are_signed_out(desk, phone, agent):
    third = used(agent, "", "203.0.113.9")
    desk.post(END, {"device": "others"})
    assert [is_signed_in(one) for one in (desk, phone, third)] == [True, False, False]


@pytest.mark.parametrize("device", ["", "others", "x", "0" * 32])
def test_nobody_ends_the_sessions_of_others(desk, stranger_client, administrator_client, device):
    (own,) = Session.objects.filter(user__name="Anna Huber")
    for client in (stranger_client, administrator_client):
        client.post(END, {"device": device})
        client.post(END, {"device": own.handle})
    assert is_signed_in(desk)


def test_a_session_that_lay_idle_ends(desk, agency, settings):
    settings.SESSION_IDLE_MINUTES = 60
    lie_idle(desk, 59 * 60)
    assert is_signed_in(desk)
    lie_idle(desk, 61 * 60)
    assert not is_signed_in(desk)
    assert Session.objects.filter(user__isnull=False).count() == 0


def test_an_agency_chooses_its_own_limit(desk, agency, settings):
    settings.SESSION_IDLE_MINUTES = 60
    agency.idle_minutes = 15
    agency.save()
    lie_idle(desk, 16 * 60)
    assert not is_signed_in(desk)


def test_use_keeps_a_session_alive(desk, agency):
    agency.idle_minutes = 15
    agency.save()
    for _ in range(4):
        lie_idle(desk, 10 * 60)
        assert is_signed_in(desk)


def test_no_limit_is_possible(desk, settings):
    settings.SESSION_IDLE_MINUTES = 0
    lie_idle(desk, 300 * 3600)
    assert is_signed_in(desk)


def lie_idle(client, seconds):
    session = client.session
    session[SEEN] = {**session[SEEN], "at": time.time() - seconds}
    session.save()


def test_use_is_not_written_with_every_page(desk, django_assert_num_queries):
    before = desk.session[SEEN]["at"]
    desk.get("/einstellungen/")
    assert desk.session[SEEN]["at"] == before


def test_a_changed_password_ends_other_devices(desk, phone, agent):
    agent.set_password("etwas-ganz-Neues-12")
    agent.save()
    assert not is_signed_in(desk)
