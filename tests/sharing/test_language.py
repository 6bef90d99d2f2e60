"""Customers read their own language, whoever opens the link with whatever browser."""

import pytest

from audit.models import Activity
from sharing.letters import mail_subject, mail_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "accepted", "word"),
    [
        ("de", "en", "Dokumente ansehen"),
        ("en", "de", "View documents"),
        ("fr", "en", "Dokumente ansehen"),
    ],
)
def test_the_page_speaks_the_contacts_language(client, link, language, accepted, word):
    type(link.contact).objects.filter(pk=link.contact_id).update(language=language)
    page = client.get(f"/s/{link.token}/", headers={"accept-language": accepted})
    shown = "en" if language == "en" else "de"
    assert word in page.content.decode()
    assert f'<html lang="{shown}"' in page.content.decode()
    assert page.headers["Content-Language"] == shown


def test_the_page_behind_it_does_too(client, link):
    type(link.contact).objects.filter(pk=link.contact_id).update(language="en")
    landing = client.get(f"/s/{link.token}/", headers={"accept-language": "de"})
    token = landing.context["csrf_token"]
    behind = client.post(
        f"/s/{link.token}/ansehen/",
        {"csrfmiddlewaretoken": token},
        follow=True,
        headers={"accept-language": "de"},
    )
    assert '<html lang="en"' in behind.content.decode()


def test_the_record_stays_in_the_words_of_the_office(client, link):
    type(link.contact).objects.filter(pk=link.contact_id).update(language="en")
    token = client.get(f"/s/{link.token}/").context["csrf_token"]
    client.post(f"/s/{link.token}/ansehen/", {"csrfmiddlewaretoken": token})
    assert "angesehen" in Activity.objects.get(kind="sharing.link_viewed").summary


def test_the_mail_is_written_in_it(link, agent):
    link.contact.language = "en"
    assert "Unterlagen" not in mail_subject(link)
    assert "Kind regards" in mail_text(link, agent)
    link.contact.language = "de"
    assert "Freundliche Grüße" in mail_text(link, agent)
