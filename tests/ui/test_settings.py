from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from base.accounts.models import Agency, User

AGENCY_URL = "/einstellungen/buero/"


def agency_data(**changes):
    data = {
        "name": "Huber & Partner",
        "country": "AT",
        "sender_address": "post@huber.example",
        "commission_percent": "2,5",
    }
    return {**data, **changes}


def colleague(agency: Agency, role: str) -> Client:
    user = User.objects.create_user(f"{role}@huber.example", name=role, agency=agency, role=role)
    client = Client()
    client.force_login(user)
    return client


def picture() -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (40, 20), "blue").save(buffer, "PNG")
    return SimpleUploadedFile("logo.png", buffer.getvalue())


def test_people_change_their_own_name(signed_in, person):
    response = signed_in.post("/einstellungen/", {"name": "Anna H.", "phone": "+43 1"})
    person.refresh_from_db()
    assert response.status_code == 303
    assert (person.name, person.phone) == ("Anna H.", "+43 1")
    assert "gespeichert" in signed_in.get("/einstellungen/").content.decode()


def test_who_may_only_read_may_change_the_own_account(agency):
    client = colleague(agency, "read_only")
    assert client.post("/einstellungen/", {"name": "Neu"}).status_code == 303


def test_an_empty_name_is_refused_and_the_rest_kept(signed_in, person):
    response = signed_in.post("/einstellungen/", {"name": "", "phone": "+43 99"})
    assert response.status_code == 422
    assert 'value="+43 99"' in response.content.decode()
    person.refresh_from_db()
    assert person.name == "Anna Huber"


def test_administrators_change_the_agency(signed_in, agency):
    assert signed_in.post(AGENCY_URL, agency_data()).status_code == 303
    agency.refresh_from_db()
    assert agency.name == "Huber & Partner"
    assert str(agency.commission_percent) == "2.50"


@pytest.mark.parametrize("percent", ["101", "-1", "viel", ""])
def test_a_commission_is_a_percentage(signed_in, agency, percent):
    response = signed_in.post(AGENCY_URL, agency_data(commission_percent=percent))
    assert response.status_code == 422
    agency.refresh_from_db()
    assert agency.name == "Huber Immobilien"


@pytest.mark.parametrize("role", ["agent", "read_only"])
def test_only_administrators_see_the_agency_settings(agency, role):
    client = colleague(agency, role)
    for url in (AGENCY_URL, f"{AGENCY_URL}logo/"):
        assert client.post(url, agency_data()).status_code == 403
    assert client.get(AGENCY_URL).status_code == 403
    assert AGENCY_URL not in client.get("/einstellungen/").content.decode()


def test_the_logo_is_public_once_there_is_one(
    signed_in, agency, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    address = f"/buero/{agency.slug}/logo/"
    assert Client().get(address).status_code == 404
    signed_in.post(f"{AGENCY_URL}logo/", {"logo": picture()})
    response = Client().get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("image/")
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(f"{AGENCY_URL}logo/", {"remove": "1"})
    assert Client().get(address).status_code == 404
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_a_logo_has_to_be_a_picture(signed_in, agency):
    upload = SimpleUploadedFile("logo.png", b"%PDF-1.7 not a picture")
    signed_in.post(f"{AGENCY_URL}logo/", {"logo": upload})
    agency.refresh_from_db()
    assert agency.logo_id is None
    assert "nur Bilder" in signed_in.get(AGENCY_URL).content.decode()
