"""Mail over real SMTP: evidence, refusals, a server that is down, a broker that is down."""

import email
import email.policy
import time
from datetime import timedelta

import pytest
import time_machine
from celery import Celery, current_app
from django.utils import timezone

from audit.models import Activity, Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.record.services.erasing import erase_contact
from contacts.services import delete_contact
from sharing.mail.services.delivery import LEASE_AFTER_THE_END, PAUSES
from sharing.models import OutboxMail
from sharing.services import deliver, note_arrival, queue_mail, retry_mail, sweep_outbox

from .conftest import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(maria, flat, link, agent):
    return queue_mail(
        contact=maria,
        property=flat,
        link=link,
        user=agent,
        to="maria@example.at",
        subject="Ihre Unterlagen für die Wohnung",
        text="Grüß Gott,\n\nhttp://localhost/s/abc/\n",
    )


def sent_message(smtp):
    return email.message_from_bytes(smtp.messages[0], policy=email.policy.default)


def test_delivery_keeps_the_servers_answer_and_the_message_id(smtp, queued, agent):
    assert deliver(queued.pk) == "sent"
    queued.refresh_from_db()
    assert queued.smtp_answer == "250 2.0.0 Ok: queued as 4F3A"
    message = sent_message(smtp)
    assert message["Message-ID"] == queued.message_id
    assert message["Message-ID"].endswith("@huber.example>")
    assert message["Subject"] == "Ihre Unterlagen für die Wohnung"
    assert message["From"] == "Huber Immobilien <office@huber.example>"
    assert message["Reply-To"] == f"Anna Huber <{agent.email}>"
    assert message["To"] == "maria@example.at"
    assert "http://localhost/s/abc/" in message.get_content()
    assert smtp.envelopes == [("office@huber.example", ["maria@example.at"])]


def test_the_sent_mail_is_on_record_with_its_evidence(smtp, queued, agent, flat):
    deliver(queued.pk)
    activity = Activity.objects.get(kind="sharing.mail_sent")
    assert activity.evidence["message_id"] == queued.message_id
    assert activity.evidence["smtp_answer"] == "250 2.0.0 Ok: queued as 4F3A"
    assert activity.actor_id == agent.pk
    assert ("property", flat.pk) in activity.subjects.values_list("subject_type", "subject_id")


def test_delivering_again_sends_nothing_more(smtp, queued):
    deliver(queued.pk)
    assert deliver(queued.pk) is None
    assert len(smtp.messages) == 1


def test_a_refused_recipient_fails_at_once_and_visibly(smtp, queued):
    smtp.rcpt_answer = "550 5.1.1 No such user here"
    assert deliver(queued.pk) == "failed"
    queued.refresh_from_db()
    assert queued.error == "550 5.1.1 No such user here"
    assert smtp.messages == []
    assert Activity.objects.get(kind="sharing.mail_failed").evidence["error"] == queued.error


def test_a_busy_server_is_tried_again_later(smtp, queued):
    smtp.data_answer = "451 4.3.0 Try again later"
    assert deliver(queued.pk) == "queued"
    queued.refresh_from_db()
    assert "451" in queued.error
    assert deliver(queued.pk) is None, "not due yet"
    smtp.data_answer = "250 Ok"
    with time_machine.travel(queued.next_attempt_at + timedelta(seconds=1)):
        assert deliver(queued.pk) == "sent"


def test_a_server_that_is_down_ends_in_a_visible_failure(settings, queued):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    for _ in PAUSES:
        assert deliver(queued.pk) == "queued"
        OutboxMail.objects.update(next_attempt_at=timezone.now())
    assert deliver(queued.pk) == "failed"
    queued.refresh_from_db()
    assert "refused" in queued.error
    retry_mail(mail=queued)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == ("queued", 0)


def test_a_sent_mail_cannot_be_sent_anew(smtp, queued):
    deliver(queued.pk)
    with pytest.raises(DomainError):
        retry_mail(mail=queued)


def test_a_waiting_mail_is_taken_back_and_a_sent_one_is_not(smtp, maria, agent, agency):
    contents = {"contact": maria, "user": agent, "subject": "Hallo", "text": "Text"}
    waiting, sent = (queue_mail(to=f"{name}@example.at", **contents) for name in ("a", "b"))
    assert deliver(sent.pk) == "sent"

    def take_back(mail):
        told = Change.objects.get(table_name="sharing_outboxmail", row_id=mail.pk, operation="I")
        undo_context(context=told.context, agency_id=agency.pk)

    take_back(waiting)
    with pytest.raises(DomainError, match="schon verlassen"):
        take_back(sent)
    assert list(OutboxMail.objects.all()) == [sent]


def test_erasing_a_contact_takes_its_mails_along(smtp, queued):
    deliver(queued.pk)
    delete_contact(contact=queued.contact)
    erase_contact(contact=queued.contact)
    assert not OutboxMail.objects.exists()


def test_a_sender_that_died_is_replaced_after_its_lease(smtp, queued):
    OutboxMail.objects.update(
        state="sending", next_attempt_at=timezone.now() + timedelta(minutes=5)
    )
    assert deliver(queued.pk) is None
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert deliver(queued.pk) == "sent"


def test_a_server_may_take_longer_for_its_answer_than_for_a_step(settings, smtp, queued):
    """RFC 5321, 4.5.3.2.6: ten minutes after the end of the data."""
    settings.EMAIL_TIMEOUT, smtp.seconds_to_answer = 0.5, 1.5
    assert deliver(queued.pk) == "sent"
    assert len(smtp.messages) == 1


def hang_up(smtp):
    smtp.hangs_up = True


def babble(smtp):
    smtp.data_answer = "wie bitte?"


def go_silent(smtp):
    smtp.seconds_to_answer = 3


@pytest.mark.parametrize("behave", [hang_up, babble, go_silent])
def test_without_a_clear_answer_a_mail_is_unclear_and_not_repeated(
    behave, monkeypatch, smtp, queued
):
    monkeypatch.setattr("sharing.mail.transport.DATA_ANSWER", 1)
    behave(smtp)
    assert deliver(queued.pk) == "unclear"
    queued.refresh_from_db()
    assert queued.error
    assert queued.handed_over_at is not None
    activity = Activity.objects.get(kind="sharing.mail_unclear")
    assert activity.evidence["handed_over_at"]
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert deliver(queued.pk) is None
        assert sweep_outbox() == 0


def test_a_line_that_breaks_before_the_end_is_tried_again(smtp, queued, monkeypatch):
    """No server may deliver a mail whose last line it never got."""

    def break_off(*_arguments):
        raise ConnectionResetError("gone")

    monkeypatch.setattr("sharing.mail.transport._lines", break_off)
    assert deliver(queued.pk) == "queued"
    queued.refresh_from_db()
    assert queued.handed_over_at is None


def test_a_clear_no_after_the_whole_mail_leaves_no_doubt(smtp, queued):
    smtp.data_answer = "451 4.3.0 Try again later"
    assert deliver(queued.pk) == "queued"
    queued.refresh_from_db()
    assert queued.handed_over_at is None


def test_a_sender_that_died_while_the_server_had_the_mail_leaves_it_unclear(smtp, queued):
    now = timezone.now()
    OutboxMail.objects.update(
        state="sending", handed_over_at=now, next_attempt_at=now + LEASE_AFTER_THE_END
    )
    assert deliver(queued.pk) is None
    with time_machine.travel(now + LEASE_AFTER_THE_END + timedelta(seconds=1)):
        assert deliver(queued.pk) == "unclear"
    assert smtp.messages == []


def test_an_unclear_mail_waits_for_somebodys_decision(smtp, queued, agent):
    smtp.hangs_up = True
    deliver(queued.pk)
    smtp.hangs_up = False
    retry_mail(mail=queued)
    assert deliver(queued.pk) == "sent"
    assert len(smtp.messages) == 2
    with pytest.raises(DomainError):
        note_arrival(mail=queued)


def test_somebody_says_that_an_unclear_mail_arrived(smtp, queued, agency):
    smtp.hangs_up = True
    deliver(queued.pk)
    note_arrival(mail=queued)
    queued.refresh_from_db()
    assert (queued.state, queued.smtp_answer) == ("arrived", "")
    assert Activity.objects.get(kind="sharing.mail_arrived").evidence["error"] == queued.error
    with pytest.raises(DomainError):
        retry_mail(mail=queued)
    told = Change.objects.get(table_name="sharing_outboxmail", row_id=queued.pk, operation="I")
    with pytest.raises(DomainError, match="schon verlassen"):
        undo_context(context=told.context, agency_id=agency.pk)


def test_dots_and_long_mails_arrive_as_they_were_written(smtp, maria, agent):
    text = ".\n..\nGrüße\n" + "Zeile mit Inhalt und Ümläuten\n" * 9000 + ".Ende"
    mail = queue_mail(contact=maria, user=agent, to="m@example.at", subject="Lang", text=text)
    assert deliver(mail.pk) == "sent"
    assert sent_message(smtp).get_content().splitlines() == text.splitlines()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("to", {"to": "keine-adresse"}),
        ("subject", {"subject": "Eins\nBcc: alle@example.at"}),
        ("text", {"text": "  "}),
    ],
)
def test_what_no_mail_can_have_is_refused(maria, agent, field, values):
    good = {"to": "maria@example.at", "subject": "Betreff", "text": "Text"}
    with pytest.raises(DomainError) as caught:
        queue_mail(contact=maria, user=agent, **{**good, **values})
    assert field in caught.value.fields


@pytest.fixture
def broker_down():
    """The product's own Celery settings, but nobody listens where the broker should be."""
    before = current_app._get_current_object()
    app = Celery("broker-down")
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.broker_url = f"redis://127.0.0.1:{free_port()}/0"
    app.set_current()
    yield
    before.set_current()


def test_with_the_broker_down_the_mail_waits_and_nobody_notices(
    broker_down, smtp, maria, agent, django_capture_on_commit_callbacks
):
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        mail = queue_mail(
            contact=maria, user=agent, to="maria@example.at", subject="Hallo", text="Text"
        )
    assert time.monotonic() - started < 5
    mail.refresh_from_db()
    assert mail.state == "queued"
    assert sweep_outbox() == 0
    assert deliver(mail.pk) == "sent", "a worker that is back sends it"
