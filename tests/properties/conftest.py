"""People, agencies and properties for these tests."""

import io

import pytest
from PIL import Image

from base.accounts.models import Agency, Role, User
from properties.models import Property
from properties.services import save_property


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    return tmp_path / "files"


@pytest.fixture
def agency(db) -> Agency:
    return Agency.objects.create(
        name="Büro Graz", slug="graz", sender_address="office@graz.example"
    )


@pytest.fixture
def other_agency(db) -> Agency:
    return Agency.objects.create(name="Büro Linz", slug="linz", sender_address="o@linz.example")


@pytest.fixture
def agent(agency) -> User:
    return User.objects.create_user("anna@graz.example", "geheim-1234", name="Anna", agency=agency)


@pytest.fixture
def reader(agency) -> User:
    return User.objects.create_user(
        "leo@graz.example", "geheim-1234", name="Leo", agency=agency, role=Role.READ_ONLY
    )


@pytest.fixture
def stranger(other_agency) -> User:
    return User.objects.create_user("eva@linz.example", "x", name="Eva", agency=other_agency)


@pytest.fixture
def flat(agency, agent) -> Property:
    return save_property(agency=agency, user=agent, values=flat_values())


def flat_values(**changes):
    return {
        "object_number": "G-100", "title": "Altbauwohnung mit Innenhof, Lend",
        "status": "active", "marketing_type": "buy", "object_type": "apartment",
        "price": 349000, "living_area": 82, "rooms": 3, "postal_code": "8020", "place": "Graz",
    } | changes  # fmt: skip


def picture(colour="steelblue", size=(64, 48), kind="PNG") -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    target.seek(0)
    return target


def pdf() -> io.BytesIO:
    return io.BytesIO(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
