"""What was typed outlives the session: it waits for the same person to sign in again."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import html

from base.accounts.sessions import Session
from base.once.kept import forget_old_input
from base.once.keys import FIELD
from base.once.models import KeptInput
from contacts.models import Contact
from properties.models import Property
from tests.conftest import PASSWORD

NEW = "/kontakte/neu/"


class Browser:
    """A person whose browser keeps cookies, with the checks of tokens on."""

    def __init__(self, user=None):
        self.client = Client(enforce_csrf_checks=True)
        if user:
            self.client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])

    def form(self, path, action="") -> dict[str, str]:
        page = html.fromstring(self.client.get(path).content.decode())
        posts = [form for form in page.forms if form.method.upper() == "POST"]
        chosen = next(form for form in posts if (form.get("action") or path) == (action or path))
        return {name: value or "" for name, value in chosen.form_values()}

    def sign_in(self, user, address: str):
        """Through the form, from where the server led; follows to where it leads then."""
        fields = self.form(address, "/konto/login/")
        fields |= {"login": user.email, "password": PASSWORD}
        return self.client.post("/konto/login/", fields, follow=True)


@pytest.fixture
def browser(agent) -> Browser:
    return Browser(agent)


def end_sessions():
    Session.objects.all().delete()


def resumed_form(response) -> tuple[str, dict[str, str]]:
    page = html.fromstring(response.content.decode())
    form = next(form for form in page.forms if form.xpath(".//button[@name='back']"))
    return form.action, {name: value or "" for name, value in form.form_values()}


def test_a_session_that_ended_loses_nothing(browser, agent):
    typed = browser.form(NEW) | {"family_name": "Überlebt", "birth_place": "Weiz & <Umgebung>"}
    end_sessions()
    led = browser.client.post(NEW, typed)
    assert led.headers["Location"].startswith("/konto/login/")
    assert Contact.objects.count() == 0
    assert "sind Ihre Eingaben wieder da" in browser.client.get(led["Location"]).content.decode()
    shown = browser.sign_in(agent, led.headers["Location"])
    assert "Gespeichert ist noch nichts" in shown.content.decode()
    address, fields = resumed_form(shown)
    again = browser.client.post(address, fields | {"back": "1"}).content.decode()
    assert 'value="Überlebt"' in again
    assert 'value="Weiz &amp; &lt;Umgebung&gt;"' in again
    assert Contact.objects.count() == 0
    assert browser.client.post(address, fields).status_code == 303
    assert Contact.objects.get().birth_place == "Weiz & <Umgebung>"


def test_it_is_the_same_form_still(browser, agent):
    typed = browser.form(NEW) | {"given_name": "Anna"}
    end_sessions()
    shown = browser.sign_in(agent, browser.client.post(NEW, typed).headers["Location"])
    assert resumed_form(shown)[1][FIELD] == typed[FIELD]


def test_htmx_leads_there_as_well(browser, agent):
    typed = browser.form(NEW) | {"family_name": "Überlebt"}
    end_sessions()
    response = browser.client.post(NEW, typed, headers={"HX-Request": "true"})
    shown = browser.sign_in(agent, response.headers["HX-Redirect"])
    assert resumed_form(shown)[1]["family_name"] == "Überlebt"


def test_a_property_with_many_fields(browser, agent):
    path = "/immobilien/neu/"
    values = {"title": "Wohnung am Fluss", "kind": "apartment/attic", "marketing_type": "buy"}
    typed = browser.form(path) | {"object_number": "W-1"} | values
    end_sessions()
    shown = browser.sign_in(agent, browser.client.post(path, typed).headers["Location"])
    address, fields = resumed_form(shown)
    assert 'value="Wohnung am Fluss"' in browser.client.post(address, fields | {"back": "1"}).text
    assert browser.client.post(address, fields).status_code == 303
    assert Property.objects.get().title == "Wohnung am Fluss"


def test_somebody_else_gets_nothing_of_it(browser, agent, stranger):
    typed = browser.form(NEW) | {"family_name": "Vertraulich"}
    end_sessions()
    led = browser.client.post(NEW, typed).headers["Location"]
    page = browser.sign_in(stranger, led).content.decode()
    assert "gehörten jemand anderem und sind verworfen" in page
    assert "Vertraulich" not in page
    assert KeptInput.objects.count() == 0


def test_signed_in_again_in_another_tab(browser, agent):
    """The old page's token is not valid any more; what was typed in it is."""
    typed = browser.form(NEW) | {"family_name": "Zweiter Tab"}
    end_sessions()
    browser.sign_in(agent, "/konto/login/")
    response = browser.client.post(NEW, typed, follow=True)
    address, fields = resumed_form(response)
    assert Contact.objects.count() == 0
    assert browser.client.post(address, fields).status_code == 303
    assert Contact.objects.get().family_name == "Zweiter Tab"


def test_a_forged_form_is_refused(browser, agent, stranger):
    """Without a token; without a key, with an invented one, with that of somebody else."""
    foreign = Browser(stranger).form(NEW)[FIELD]
    for key in ("", "A" * 38, foreign):
        sent = {"family_name": "Gefälscht", FIELD: key}
        assert browser.client.post(NEW, sent).status_code == 403
    assert KeptInput.objects.count() == 0
    end_sessions()
    fresh = Browser()
    for key in ("", "A" * 38, fresh.form("/konto/login/")[FIELD]):
        fresh.client.post(NEW, {"family_name": "Gefälscht", FIELD: key})
    assert KeptInput.objects.count() == 0


def test_what_waits_is_encrypted_and_not_for_long(browser, agent):
    typed = browser.form(NEW) | {"family_name": "Geheimnis"}
    end_sessions()
    led = browser.client.post(NEW, typed).headers["Location"]
    (row,) = KeptInput.objects.values_list()
    token = re.search(r"eingabe=(.+)", parse_qs(urlsplit(led).query)["next"][0])[1]
    assert "Geheimnis" not in str(row)
    assert token not in str(row)
    KeptInput.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert "nicht mehr da" in browser.sign_in(agent, led).content.decode()
    assert forget_old_input() == 1


def test_it_can_be_thrown_away(browser, agent):
    typed = browser.form(NEW) | {"family_name": "Egal"}
    end_sessions()
    led = browser.client.post(NEW, typed).headers["Location"]
    browser.sign_in(agent, led)
    page = parse_qs(urlsplit(led).query)["next"][0]
    browser.client.post(page, browser.form(page))
    assert KeptInput.objects.count() == 0
