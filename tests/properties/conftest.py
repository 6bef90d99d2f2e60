"""Properties and files for these tests."""

import io

import pytest
from PIL import Image

from properties.models import Property
from properties.services import save_property
from tests.contacts.test_record_browser import open_as

__all__ = ["open_as"]


@pytest.fixture
def flat(agency, agent) -> Property:
    return save_property(agency=agency, user=agent, values=flat_values())


def flat_values(**changes):
    return {
        "object_number": "G-100",
        "title": "Altbauwohnung mit Innenhof, Lend",
        "status": "active",
        "marketing_type": "buy",
        "object_type": "apartment",
        "price": 349000,
        "living_area": 82,
        "rooms": 3,
        "postal_code": "8020",
        "place": "Graz",
    } | changes


def picture(colour="steelblue", size=(64, 48), kind="PNG") -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    target.seek(0)
    return target


def pdf() -> io.BytesIO:
    return io.BytesIO(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
