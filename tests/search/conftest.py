"""An office with something of every kind to find."""

import pytest
from django.utils import timezone

from contacts.data import ContactData, email_row, phone_row
from contacts.models import Contact
from contacts.services import save_contact
from properties.models import NoteKind, Property
from properties.notes.services import NoteData, add_note
from properties.orders.services import create_order
from properties.services import save_property


@pytest.fixture
def nora(agency, agent) -> Contact:
    data = ContactData(
        {"given_name": "Nora", "family_name": "Wimmer"},
        phones=[phone_row("0664 482 13 90")],
        emails=[email_row("nora@example.at")],
    )
    return save_contact(agency=agency, contact=None, data=data, user=agent)


@pytest.fixture
def flat(agency, agent) -> Property:
    values = {
        "title": "Altbau am Wimmerpark",
        "object_number": "G-17",
        "marketing_type": "buy",
        "object_type": "apartment",
    }
    return save_property(agency=agency, values=values, user=agent)


@pytest.fixture
def order(nora):
    return create_order(contact=nora, title="Wimmer sucht Grünes in Weiß", criteria=[])


@pytest.fixture
def note(nora, agent):
    text = "Frau Wimmer\nwill die Straßenseite nicht"
    return add_note(user=agent, data=NoteData(NoteKind.CALL, timezone.now(), text, contact=nora))[0]


@pytest.fixture
def office(nora, flat, order, note) -> Contact:
    return nora
