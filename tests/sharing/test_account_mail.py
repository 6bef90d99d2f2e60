"""Mails about accounts: through the outbox, under this installation's address, for one reader."""

import re
import socket
import time

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage, send_mail
from django.db import connection

from base.accounts.models import User
from sharing.mail.mailbox import letter_in, letters
from sharing.mail.services.account_mail import queue_account_mail
from sharing.mail.services.delivery import deliver, deliver_account_mail
from sharing.mail.services.dispatch import sweep_outbox
from sharing.models import AccountMail
from sharing.services import queue_mail
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
RESET = "/konto/password/reset/"


@pytest.fixture(autouse=True)
def through_the_outbox(settings):
    """What the product uses; the test runner would keep mails in memory."""
    settings.EMAIL_BACKEND = "sharing.backend.OutboxBackend"
    cache.clear()


def test_a_reset_answers_at_once_whatever_the_mail_server_does(settings, client, agent):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        started = time.monotonic()
        response = client.post(RESET, {"email": agent.email})
        assert response.status_code == 302
        assert time.monotonic() - started < settings.EMAIL_TIMEOUT / 2
    assert AccountMail.objects.get().state == "queued"


def test_links_come_from_the_public_address_never_from_the_host(settings, client, agent):
    settings.ALLOWED_HOSTS = ["*"]
    settings.PUBLIC_URL = "https://immonaut.example"
    client.post(RESET, {"email": agent.email}, headers={"host": "boese.example"})
    mail = AccountMail.objects.get()
    links = re.findall(r"https?://[^\s]+", mail.text)
    assert links
    assert all(link.startswith("https://immonaut.example") for link in links)
    assert "boese" not in mail.text + mail.subject + mail.html


def test_the_link_in_the_mail_sets_a_new_password(smtp, client, agent):
    client.post(RESET, {"email": agent.email})
    mail = AccountMail.objects.get()
    path = re.search(r"(/konto/password/reset/key/[^\s]+)", mail.text).group(1)
    page = client.get(path, follow=True)
    new = "ein-anderes-Passwort-9"
    target = page.redirect_chain[-1][0]
    client.post(target, {"password1": new, "password2": new})
    agent.refresh_from_db()
    assert agent.check_password(new)
    assert not agent.check_password(PASSWORD)


def test_a_sent_account_mail_keeps_its_way_and_forgets_its_text(smtp, agent):
    (mail,) = queue_account_mail(
        EmailMessage("Neues Passwort", "https://x.example/geheim/", None, [agent.email])
    )
    assert deliver_account_mail(mail.pk) == "sent"
    assert b"geheim" in smtp.messages[0]
    mail.refresh_from_db()
    assert (mail.text, mail.smtp_answer) == ("", "250 2.0.0 Ok: queued as 4F3A")


def test_the_text_lies_encrypted_in_the_database(agent):
    send_mail("Betreff", "https://x.example/geheim/", None, [agent.email])
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM sharing_accountmail")
        assert "geheim" not in cursor.fetchone()[0]


def test_the_sweep_finds_account_mails_and_drops_old_ones(smtp, agent):
    send_mail("Alt", "Text", None, [agent.email])
    AccountMail.objects.update(state="sent", created_at="2020-01-01T00:00:00Z")
    send_mail("Neu", "Text", None, [agent.email])
    sweep_outbox()
    assert [mail.subject for mail in AccountMail.objects.all()] == ["Neu"]


def test_attachments_are_refused(agent):
    message = EmailMessage("Betreff", "Text", None, [agent.email])
    message.attach("a.txt", "x", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


@pytest.fixture
def box(smtp, tmp_path):
    """The local mailbox, filled by what the mail server of the test took."""

    def fill():
        for number, content in enumerate(smtp.messages):
            (tmp_path / f"{number}.eml").write_bytes(content)
        return tmp_path

    return fill


def test_account_mails_are_shown_to_their_recipient_alone(box, agent, agency, administrator):
    """Also to an agency that took the installation's address for its own."""
    type(agency).objects.filter(pk=agency.pk).update(sender_address="immonaut@localhost")
    send_mail("Neues Passwort", "geheim", "immonaut <immonaut@localhost>", [agent.email])
    deliver_account_mail(AccountMail.objects.get().pk)
    folder = box()
    administrator.refresh_from_db()
    assert letters(folder, administrator) == []
    assert letter_in(folder, "0.eml", administrator) is None
    assert [letter.subject for letter in letters(folder, agent)] == ["Neues Passwort"]


def test_an_agencys_mails_are_its_own_whatever_their_sender_says(box, maria, agent, other_agency):
    mail = queue_mail(contact=maria, user=agent, to="m@example.at", subject="A", text="B")
    deliver(mail.pk)
    stranger = User.objects.create_user("x@fremd.example", name="X", agency=other_agency)
    assert letters(box(), stranger) == []
    assert [letter.subject for letter in letters(box(), agent)] == ["A"]
