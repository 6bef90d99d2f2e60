"""A contact, a property with documents, links in every state, and a real mail server."""

import asyncio
import io
import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from PIL import Image

from contacts.data import ContactData, email_row
from contacts.services import add_file, save_contact
from properties.services import add_document, add_image, save_property
from sharing.models import ShareLink
from sharing.services import generate_link, save_link


def pdf(text: str = "") -> io.BytesIO:
    return io.BytesIO(b"%PDF-1.4\n" + text.encode() + b"\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def picture() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (640, 360), "steelblue").save(target, "JPEG")
    target.seek(0)
    return target


def person(agency, user, name="Steininger", email="maria@example.at"):
    values = {"salutation": "ms", "title_before": "Mag.", "given_name": "Maria"}
    data = ContactData(
        values={**values, "family_name": name}, phones=[], emails=[email_row(email)], addresses=[]
    )
    return save_contact(agency=agency, contact=None, data=data, user=user)


@pytest.fixture
def maria(agency, agent):
    return person(agency, agent)


@pytest.fixture
def flat(agency, agent):
    return save_property(
        agency=agency,
        user=agent,
        values={
            "object_number": "G-100",
            "title": "Altbauwohnung mit Innenhof",
            "status": "active",
            "marketing_type": "buy",
            "object_type": "apartment",
            "price": 349000,
            "living_area": 82,
            "rooms": 3,
            "postal_code": "8020",
            "place": "Graz",
        },
    )


@pytest.fixture
def register(flat, agent):
    return add_document(
        property=flat, source=pdf("Grundbuch"), name="Grundbuchauszug.pdf", user=agent
    )


@pytest.fixture
def plan(flat, agent):
    return add_document(property=flat, source=picture(), name="Grundriss.jpg", user=agent)


@pytest.fixture
def public_document(flat, agent):
    return add_document(
        property=flat, source=pdf("Exposé"), name="Exposé.pdf", user=agent, visibility="public"
    )


@pytest.fixture
def cover(flat, agent):
    return add_image(property=flat, source=picture(), name="Haus.jpg", user=agent)


@pytest.fixture
def offer(maria, agent):
    """A personal file of the contact."""
    return add_file(contact=maria, source=pdf("Angebot"), name="Angebot.pdf", user=agent)


@pytest.fixture
def draft(maria, flat, register, plan, offer, agent) -> ShareLink:
    link, _ = generate_link(
        contact=maria,
        property=flat,
        documents=[register.pk, plan.pk],
        files=[offer.pk],
        user=agent,
    )
    return link


@pytest.fixture
def link(draft) -> ShareLink:
    save_link(
        link=draft, valid_until=timezone.now() + timedelta(days=30), message="hier ist alles."
    )
    draft.refresh_from_db()
    return draft


class Server:
    """What the test's mail server took, and how it answers."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.rcpt_answer = "250 OK"
        self.data_answer = "250 2.0.0 Ok: queued as 4F3A"
        self.seconds_to_answer = 0.0
        self.hangs_up = False

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.rcpt_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt_answer

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds_to_answer)
        if self.hangs_up:
            self.messages.append(envelope.content)
            server.transport.abort()
        elif self.data_answer.startswith("250"):
            self.messages.append(envelope.content)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return self.data_answer


@pytest.fixture
def smtp(settings):
    """A real SMTP server on a free port that the settings point at."""
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield handler
    controller.stop()
