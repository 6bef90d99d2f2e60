"""Customer pages speak the contact's language, whatever the browser of whoever opens them wants."""

import io
import re
import zipfile

import pytest
from django.test import Client
from django.utils import translation

from audit.models import Activity
from sharing.letters import default_message, mail_subject, mail_text
from tests.sharing.visitors import PHONE, landing_url, look, press

pytestmark = pytest.mark.django_db
GERMAN = {"accept-language": "de-AT,de;q=0.9"}
ENGLISH = {"accept-language": "en-GB,en;q=0.9"}


@pytest.fixture(autouse=True)
def _german_before_and_after():
    """A request leaves its language to the thread, which the next test would find."""
    with translation.override("de"):
        yield


@pytest.fixture
def english(link):
    """The link of a contact who speaks English."""
    type(link.contact).objects.filter(pk=link.contact_id).update(language="en")
    link.contact.refresh_from_db()
    return link


def seen(client, address, **more):
    response = client.get(address, **PHONE, **more)
    return response, response.content.decode()


@pytest.mark.parametrize("browser", [GERMAN, ENGLISH])
def test_every_part_of_the_page_is_in_the_contacts_language(english, browser):
    client = Client(headers=browser)
    response, html = seen(client, landing_url(english))
    assert '<html lang="en"' in html
    assert response.headers["Content-Language"] == "en"
    assert "View documents" in html
    assert "349,000 €" in html
    assert "Hello Ms" in html or "Good day Ms" in html
    _, html = seen(client, look(client, english))
    assert '<html lang="en"' in html
    assert "Download all" in html
    assert not re.search(r"Öffnen|Verfügbar|Alle herunterladen|Nur für Sie", html)


@pytest.mark.parametrize("browser", [GERMAN, ENGLISH])
def test_german_contacts_read_german(link, browser):
    client = Client(headers=browser)
    response, html = seen(client, landing_url(link))
    assert '<html lang="de"' in html
    assert response.headers["Content-Language"] == "de"
    assert "Dokumente ansehen" in html
    assert "349.000 €" in html


def test_a_colleague_sees_what_the_customer_sees(agent_client, english):
    _, html = seen(agent_client, landing_url(english), headers=GERMAN)
    assert "View documents" in html


@pytest.mark.parametrize(("browser", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
@pytest.mark.parametrize("choice", ["", "?sprache=de", "?sprache=en"])
def test_a_dead_link_answers_like_one_that_never_was(english, browser, language, choice):
    """Nobody learns from the answer that there was a link, or whom it was for."""
    client = Client(headers=browser)
    address = landing_url(english)
    type(english).objects.filter(pk=english.pk).update(valid_until="2020-01-01T00:00Z")
    answers = [client.get(f"{one}{choice}") for one in (address, "/s/erfunden/")]
    dead, never = ((one.status_code, one.content, dict(one.headers)) for one in answers)
    assert dead == never
    assert not client.cookies
    spoken = choice[-2:] or language
    assert f'<html lang="{spoken}"' in answers[0].content.decode()
    assert answers[0].headers["Content-Language"] == spoken


def test_the_archive_has_a_name_in_the_contacts_language(english, client):
    response = client.get(f"{look(client, english)}alle.zip", **PHONE)
    assert response.headers["Content-Disposition"] == 'attachment; filename="Documents.zip"'
    assert zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).testzip() is None


def test_a_choice_on_the_page_holds_for_this_link_alone(english, client):
    response, html = seen(client, f"{landing_url(english)}?sprache=de")
    assert '<html lang="de"' in html
    cookie = response.cookies["immonaut_sprache"]
    assert (cookie["path"], cookie["max-age"]) == (landing_url(english), "")
    _, html = seen(client, look(client, english))
    assert '<html lang="de"' in html
    _, html = seen(client, f"{landing_url(english)}?sprache=en")
    assert '<html lang="en"' in html


@pytest.mark.parametrize("choice", ["fr", "", "DE", "x" * 500, "<script>"])
def test_what_is_no_language_is_no_choice(english, client, choice):
    response, html = seen(client, landing_url(english), data={"sprache": choice})
    assert '<html lang="en"' in html
    assert "immonaut_sprache" not in response.cookies


def test_the_record_speaks_the_language_of_the_office(english):
    press(Client(headers=ENGLISH), english)
    summary = Activity.objects.get(kind="sharing.link_viewed").summary
    assert summary.startswith("Link angesehen")


def test_letters_are_written_in_the_contacts_language(english, agent):
    assert mail_subject(english).startswith("Your documents")
    text = mail_text(english, agent)
    assert "Freundliche" not in text
    assert "gültig" not in text
    assert "Unterlagen" not in default_message(english.contact)
