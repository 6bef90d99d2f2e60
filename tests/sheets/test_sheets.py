"""Data sheets as PDF: complete, without secrets, in either language, for colleagues alone."""

import io

import pypdfium2
import pytest
from PIL import Image

from base.accounts.record.models import EventKind, SecurityEvent
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.services import create_contacts
from properties.services import add_image, save_property

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    assert response.headers["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(response.content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def maria(agency, agent):
    data = ContactData(
        {
            "salutation": "ms",
            "given_name": "Maria",
            "family_name": "Steininger",
            "iban": "AT611904300234573201",
            "id_number": "P1234567",
            "id_kind": "passport",
            "nationality": "DE",
            "language": "en",
            "tags": ["Altbau"],
            "remarks": '#import "x" *fett* $x$\nZweite Zeile <b>',
        },
        phones=[phone_row("0664 4821390")],
        emails=[email_row("maria@example.at")],
        addresses=[
            address_row(
                street="Heinrichstraße",
                house_number="20",
                postal_code="8010",
                place="Graz",
                country="AT",
            )
        ],
    )
    return create_contacts(agency=agency, items=[data], user=agent)[0]


@pytest.fixture
def flat(agency, agent):
    record = save_property(
        agency=agency,
        user=agent,
        values={
            "object_number": "G-17",
            "title": "Altbau am Park",
            "price": 349000,
            "living_area": 85,
            "year_built": 2015,
            "usage": ["residential"],
            "description_object": "Hell und ruhig.",
            "place": "Graz",
        },
    )
    picture = io.BytesIO()
    Image.new("RGB", (640, 360), "steelblue").save(picture, "JPEG")
    picture.seek(0)
    add_image(property=record, source=picture, name="haus.jpg", user=agent)
    return record


def test_the_sheet_of_a_contact(agent_client, agency, maria):
    text = text_of(agent_client.get(f"/kontakte/{maria.pk}/datenblatt.pdf"))
    for expected in (
        "Maria Steininger",
        "+43 664 4821390",
        "maria@example.at",
        "Heinrichstraße 20",
        "Deutschland",
        "Englisch",
        "Huber Immobilien",
        '#import "x" *fett* $x$',
        "Zweite Zeile <b>",
        "nicht bestätigt",
    ):
        assert expected in text, expected


def test_it_tells_of_secrets_the_end_alone(agent_client, maria):
    text = text_of(agent_client.get(f"/kontakte/{maria.pk}/datenblatt.pdf"))
    assert "3201" in text
    assert "P1234567" not in text
    assert "0430023457" not in text


def test_the_sheet_of_a_property(agent_client, flat):
    text = text_of(agent_client.get(f"/immobilien/{flat.pk}/datenblatt.pdf"))
    for expected in ("Altbau am Park", "G-17", "349.000 €", "85 m²", "2015", "Hell und ruhig."):
        assert expected in text, expected
    assert "2.015" not in text


def test_a_property_of_which_nothing_is_known_has_a_sheet(agent_client, agency, agent):
    bare = save_property(agency=agency, user=agent, values={"title": "?"})
    assert "?" in text_of(agent_client.get(f"/immobilien/{bare.pk}/datenblatt.pdf"))


def test_it_is_written_in_the_readers_language(agent_client, maria):
    agent_client.cookies["django_language"] = "en"
    text = text_of(agent_client.get(f"/kontakte/{maria.pk}/datenblatt.pdf"))
    assert "Germany" in text
    assert "Deutschland" not in text


def test_taking_one_is_on_record(agent_client, agent, maria):
    agent_client.get(f"/kontakte/{maria.pk}/datenblatt.pdf")
    event = SecurityEvent.objects.get(kind=EventKind.EXPORTED)
    assert event.actor_id == agent.pk
    assert "Steininger" in event.about


@pytest.mark.parametrize("kind", ["kontakte", "immobilien"])
def test_strangers_get_none(stranger_client, maria, flat, kind):
    pk = maria.pk if kind == "kontakte" else flat.pk
    assert stranger_client.get(f"/{kind}/{pk}/datenblatt.pdf").status_code == 404
