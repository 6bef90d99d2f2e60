"""Headers, addresses for machines, and titles that say where one is."""

import re

import pytest

from contacts.data import ContactData
from contacts.services import create_contacts
from immonaut.stack.manage import main
from properties.services import save_property

pytestmark = pytest.mark.django_db


def test_search_engines_are_told_to_stay_away(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/konto/login/", "/robots.txt", "/gibt/es/nicht/", "/favicon.ico"]
)
def test_every_answer_refuses_devices(client, path):
    assert "camera=()" in client.get(path).headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/favicon.ico", "/robots.txt", "/healthz"])
def test_machines_may_ask_for_the_head_alone(client, path):
    assert client.head(path).status_code == client.get(path).status_code


def test_the_test_command_leads_to_make_test(capsys):
    assert main(["manage.py", "test"]) == 2
    assert "make test" in capsys.readouterr().err


def title(client, path):
    found = re.search("<title>(.*?)</title>", client.get(path).content.decode(), re.DOTALL)
    return " ".join(found.group(1).split())


def test_each_tab_has_a_title_of_its_own(signed_in, agency, person):
    [nora] = create_contacts(
        agency=agency, items=[ContactData({"family_name": "Nora"})], user=person
    )
    flat = save_property(agency=agency, user=person, values={"title": "Altbau"})
    assert title(signed_in, f"/kontakte/{nora.pk}/historie/") == "Historie · Nora · immonaut"
    assert title(signed_in, f"/kontakte/{nora.pk}/dateien/") == "Dateien · Nora · immonaut"
    assert title(signed_in, f"/kontakte/{nora.pk}/").startswith("Persönliches · Nora")
    assert title(signed_in, f"/immobilien/{flat.pk}/historie/").startswith("Historie · Altbau")
