"""The agents' pages: the whole way without JavaScript, other agencies, reading only, queries."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sharing.models import LinkView, OutboxMail, ShareLink
from sharing.services import generate_link, save_link
from tests.sharing.visitors import look

from .conftest import person

pytestmark = pytest.mark.django_db


def page(maria):
    return reverse("sharing:links", args=[maria.pk])


def follow(client, response):
    assert response.status_code == 303, response.content.decode()[:2000]
    return client.get(response.headers["Location"].partition("#")[0]).content.decode()


def test_the_whole_way_without_javascript(
    agent_client, client, maria, flat, register, plan, offer, public_document
):
    html = agent_client.get(page(maria), {"suche": "innenhof"}).content.decode()
    assert f'value="{flat.pk}"' in html
    html = agent_client.get(page(maria), {"immobilie": flat.pk}).content.decode()
    assert "Grundbuchauszug.pdf" in html
    assert "Angebot.pdf" in html
    assert "Exposé.pdf" not in html, "public documents need no link"
    made = agent_client.post(
        f"{page(maria)}erzeugen/",
        {"immobilie": flat.pk, "document": [register.pk], "file": [offer.pk]},
    )
    html = follow(agent_client, made)
    assert "noch nicht gültig" in html
    link = ShareLink.objects.get()
    assert client.get(f"/s/{link.token}/").status_code == 404, "a draft opens nothing"
    saved = agent_client.post(
        f"{page(maria)}{link.pk}/speichern/", {"days": "10", "message": "bitte sehr."}
    )
    html = follow(agent_client, saved)
    day = (timezone.localdate() + timedelta(days=10)).strftime("%d.%m.%Y")
    assert day in html
    assert "noch nicht angesehen" in html
    assert client.get(f"/s/{link.token}/").status_code == 200
    look(client, link)
    assert "1 Ansicht" in agent_client.get(page(maria)).content.decode()


def test_without_a_lifetime_thirty_days(agent_client, maria, draft):
    agent_client.post(f"{page(maria)}{draft.pk}/speichern/", {"days": "", "valid_until": ""})
    draft.refresh_from_db()
    end = timezone.localtime(draft.valid_until).date()
    assert end == timezone.localdate() + timedelta(days=30)


def test_a_day_of_ones_own(agent_client, maria, draft):
    agent_client.post(f"{page(maria)}{draft.pk}/speichern/", {"valid_until": "31.12.2026"})
    draft.refresh_from_db()
    assert timezone.localtime(draft.valid_until).strftime("%d.%m.%Y %H:%M") == "31.12.2026 23:59"


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": "0"},
        {"days": "viele"},
        {"valid_until": "31.02.2027"},
        {"valid_until": "01.01.2020"},
        {"days": "3", "valid_until": "31.12.2026"},
    ],
)
def test_a_wrong_lifetime_is_explained_and_nothing_is_lost(agent_client, maria, draft, wrong):
    response = agent_client.post(
        f"{page(maria)}{draft.pk}/speichern/", {**wrong, "message": "Bleibt stehen"}
    )
    assert response.status_code == 422
    html = response.content.decode()
    assert "field-error" in html
    assert "Bleibt stehen" in html
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_choosing_nothing_is_explained(agent_client, maria, flat, register):
    response = agent_client.post(f"{page(maria)}erzeugen/", {"immobilie": flat.pk})
    assert response.status_code == 422
    assert "mindestens ein Dokument" in response.content.decode()
    assert "Grundbuchauszug.pdf" in response.content.decode()


def test_deleting_takes_two_clicks_within_the_window(agent_client, client, maria, link):
    delete = f"{page(maria)}{link.pk}/loeschen/"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        html = follow(agent_client, agent_client.post(delete))
        assert "data-armed-window" in html
        armed = re.search(r'name="armed_at" value="([^"]+)"', html)[1]
        clock.shift(31)
        assert "data-armed-window" not in agent_client.get(page(maria)).content.decode()
        agent_client.post(delete, {"armed_at": armed})
        assert client.get(f"/s/{link.token}/").status_code == 200, "late: armed again"
        html = agent_client.get(page(maria)).content.decode()
        armed = re.search(r'name="armed_at" value="([^"]+)"', html)[1]
        clock.shift(20)  # what WCAG 2.2.1 asks for at least
        html = follow(agent_client, agent_client.post(delete, {"armed_at": armed}))
    assert "sofort ungültig" in html
    assert client.get(f"/s/{link.token}/").status_code == 404


def test_the_list_alone_answers_a_click_of_htmx(agent_client, maria, link):
    with time_machine.travel(timezone.now(), tick=False):
        response = agent_client.post(
            f"{page(maria)}{link.pk}/loeschen/",
            HTTP_HX_REQUEST="true",
            HTTP_HX_TARGET="share-links",
        )
    html = response.content.decode()
    assert html.lstrip().startswith('<section class="card" id="share-links"')
    assert 'data-armed-window="30.0"' in html


def test_sending_prefills_the_mail_and_queues_it(agent_client, maria, link):
    send = f"{page(maria)}{link.pk}/senden/"
    html = agent_client.get(send).content.decode()
    assert "Guten Tag Frau Mag. Steininger," in html
    assert f"/s/{link.token}/" in html
    form = {
        "to": "maria@example.at",
        "subject": "Unterlagen",
        "text": f"Hier: http://localhost:8000/s/{link.token}/",
    }
    html = follow(agent_client, agent_client.post(send, form))
    assert "unterwegs" in html
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.link, mail.sender) == ("maria@example.at", link, "office@huber.example")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"to": "fremd@example.at"}, "field-error"),
        ({"subject": " "}, "field-error"),
        ({"text": "Ohne Link"}, "Der Link fehlt im Text"),
    ],
)
def test_a_mail_that_makes_no_sense_is_explained(agent_client, maria, link, wrong, message):
    good = {
        "to": "maria@example.at",
        "subject": "Unterlagen",
        "text": f"http://localhost:8000/s/{link.token}/",
    }
    response = agent_client.post(f"{page(maria)}{link.pk}/senden/", {**good, **wrong})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert OutboxMail.objects.count() == 0


def test_a_draft_cannot_be_sent(agent_client, maria, draft):
    html = agent_client.get(f"{page(maria)}{draft.pk}/senden/").content.decode()
    assert "nicht gültig" in html
    assert agent_client.post(f"{page(maria)}{draft.pk}/senden/", {}).status_code == 422
    assert OutboxMail.objects.count() == 0


def addresses(maria, link, mail):
    yield "get", page(maria)
    yield "post", f"{page(maria)}erzeugen/"
    for verb in ("speichern", "senden", "loeschen"):
        yield "post", f"{page(maria)}{link.pk}/{verb}/"
    yield "get", f"{page(maria)}{link.pk}/senden/"
    yield "get", reverse("sharing:terms", args=[maria.pk])
    yield "post", reverse("sharing:terms", args=[maria.pk])
    yield "get", reverse("sharing:mail", args=[mail.pk])
    yield "post", reverse("sharing:retry", args=[mail.pk])
    yield "post", reverse("sharing:arrived", args=[mail.pk])


@pytest.fixture
def mail(maria, link, agent):
    return OutboxMail.objects.create(
        agency=maria.agency,
        contact=maria,
        link=link,
        sender_name="Huber",
        subject="Betreff",
        sender="office@huber.example",
        to="maria@example.at",
        text="Text",
        message_id="<1@x>",
        next_attempt_at=timezone.now(),
        created_by=agent,
    )


def test_another_agency_finds_nothing(stranger_client, maria, link, mail):
    for method, address in addresses(maria, link, mail):
        assert getattr(stranger_client, method)(address).status_code == 404, address
    for name in ("sharing:overview", "sharing:outbox"):
        html = stranger_client.get(reverse(name)).content.decode()
        assert "Steininger" not in html
        assert "maria@example.at" not in html


def test_who_may_only_read_changes_nothing(reader_client, maria, link, mail):
    html = reader_client.get(page(maria)).content.decode()
    assert "Altbauwohnung mit Innenhof" in html
    assert "Link generieren" not in html
    assert "Löschen" not in html
    for method, address in addresses(maria, link, mail):
        if method == "post":
            assert reader_client.post(address).status_code == 403, address


def test_a_property_of_another_agency_cannot_be_chosen(stranger_client, agency, stranger, flat):
    own = person(stranger.agency, stranger)
    assert stranger_client.get(page(own), {"immobilie": flat.pk}).status_code == 404
    made = stranger_client.post(f"{page(own)}erzeugen/", {"immobilie": flat.pk})
    assert made.status_code == 404


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["sharing:overview", "sharing:links"])
def test_more_links_need_no_more_queries(agent_client, agent, maria, flat, register, offer, name):
    address = reverse(name, args=[maria.pk] if name == "sharing:links" else [])
    more_links(maria, flat, register, offer, agent, 2)
    few = queries(agent_client, address)
    more_links(maria, flat, register, offer, agent, 8)
    assert queries(agent_client, address) == few


def more_links(maria, flat, register, offer, agent, count):
    for _ in range(count):
        link, _context = generate_link(
            contact=maria, property=flat, documents=[register.pk], files=[offer.pk], user=agent
        )
        save_link(link=link, valid_until=timezone.now() + timedelta(days=3))
        LinkView.objects.create(link=link, at=timezone.now())


def test_the_overview_filters_by_standing_and_words(agent_client, draft, maria):
    overview = reverse("sharing:overview")
    assert "Steininger" in agent_client.get(overview).content.decode()
    assert "Steininger" in agent_client.get(overview, {"stand": "draft"}).content.decode()
    for nothing in ({"stand": "open"}, {"stand": "expired"}, {"suche": "niemand"}):
        assert "Steininger" not in agent_client.get(overview, nothing).content.decode()


def test_the_outbox_shows_state_and_error_and_sends_anew(agent_client, mail):
    OutboxMail.objects.update(state="failed", error="550 5.1.1 No such user")
    html = agent_client.get(reverse("sharing:outbox"), {"stand": "failed"}).content.decode()
    assert "550 5.1.1 No such user" in html
    agent_client.post(reverse("sharing:retry", args=[mail.pk]))
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("queued", "")
    html = agent_client.get(reverse("sharing:outbox"), {"stand": "failed"}).content.decode()
    assert "maria@example.at" not in html


def eml(folder, name, sender, to, message_id="", text="Hier: http://localhost/s/abc/"):
    (folder / name).write_text(
        f"From: Huber <{sender}>\r\nTo: {to}\r\nMessage-ID: {message_id}\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )


def test_the_mailbox_shows_the_agencys_mails_with_links(
    agent_client, agent, mail, settings, tmp_path
):
    settings.MAILBOX_DIR = str(tmp_path)
    eml(tmp_path, "1-a.eml", "office@huber.example", "maria@example.at", mail.message_id)
    eml(tmp_path, "2-b.eml", "office@huber.example", "eva@example.at", "<elsewhere@x>")
    eml(tmp_path, "3-c.eml", "noreply@localhost", agent.email)
    (tmp_path / "4-d.eml").write_bytes(b"\xff\xfe kaputt")
    html = agent_client.get("/postfach/").content.decode()
    assert "Grüße" in html
    assert "maria@example.at" in html
    assert agent.email in html
    assert "eva@example.at" not in html
    html = agent_client.get("/postfach/1-a.eml/").content.decode()
    assert 'href="http://localhost/s/abc/"' in html
    for name in ("2-b.eml", "..%2fsecret.eml", "fehlt.eml", "4-d.eml"):
        assert agent_client.get(f"/postfach/{name}/").status_code == 404


def test_without_a_mailbox_there_is_no_such_page(agent_client, settings):
    settings.MAILBOX_DIR = ""
    assert agent_client.get("/postfach/").status_code == 404
