"""Importing by hand: upload, review, decide, report, undo."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from base.jobs.models import ImportRun
from properties.models import Property
from tests.properties.openimmo.sample import sample_document, sample_zip

UPLOAD = "/immobilien/import/"


def start(client, *files):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    response = client.post(UPLOAD, {"files": uploads})
    assert response.status_code == 303, response.content.decode()[:2000]
    return response.headers["Location"], ImportRun.objects.order_by("-pk").first()


def facts(page):
    return dict(re.findall(r"<div><dt>(.*?)</dt><dd.*?>(.*?)</dd>", page))


def test_nothing_changes_before_the_review(agent_client):
    url, run = start(agent_client, ("feed.zip", sample_zip(2)), ("x.xml", b"<foo/>"))
    page = agent_client.get(url).content.decode()
    assert not Property.objects.exists()
    assert page.count("<dd>neu</dd>") == 2
    assert "Musterwohnung 1" in page
    assert "kein OpenImmo-Dokument" in page
    assert run.items.count() == 3


def test_the_agent_decides_for_each_property(agent_client, agent):
    url, run = start(agent_client, ("feed.zip", sample_zip(3)))
    skipped = run.items.order_by("pk")[1]
    response = agent_client.post(url, {f"item-{skipped.pk}": "skip", "do": "import"}, follow=True)
    assert list(Property.objects.order_by("pk").values_list("object_number", flat=True)) == [
        "MUSTER-001",
        "MUSTER-003",
    ]
    page = response.content.decode()
    assert facts(page) == {"Angelegt": "2", "Übersprungen": "1", "Abgelehnt": "0"}
    assert Property.objects.first().images.count() == 2
    assert Property.objects.first().responsible is not None


def test_the_whole_import_is_undone_at_once(agent_client):
    url, _ = start(agent_client, ("feed.xml", sample_document(2)))
    agent_client.post(url, {"do": "import"})
    assert Property.objects.present().count() == 2
    assert agent_client.post(f"{url}rueckgaengig/").status_code == 303
    assert not Property.objects.present().exists()
    assert "Rückgängig gemacht" in agent_client.get(url).content.decode()


def test_the_same_file_again_proposes_to_skip(agent_client):
    url, _ = start(agent_client, ("feed.zip", sample_zip(1)))
    agent_client.post(url, {"do": "import"})
    url, run = start(agent_client, ("feed.zip", sample_zip(1)))
    assert run.items.get().decision == "skip"
    assert "unverändert" in agent_client.get(url).content.decode()


def test_a_finished_import_is_not_carried_out_twice(agent_client):
    url, _ = start(agent_client, ("feed.zip", sample_zip(1)))
    agent_client.post(url, {"do": "import"})
    again = agent_client.post(url, {"do": "import"})
    assert again.status_code == 422
    assert "bereits ausgeführt" in again.content.decode()


def test_no_file_is_a_clear_error(agent_client):
    response = agent_client.post(UPLOAD)
    assert response.status_code == 422
    assert "mindestens eine Datei" in response.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("part", ["", "rueckgaengig/"])
def test_another_agency_and_readers_stay_outside(
    agent_client, stranger_client, reader_client, part
):
    url, _ = start(agent_client, ("feed.zip", sample_zip(1)))
    assert stranger_client.post(url + part).status_code == 404
    assert reader_client.post(url + part).status_code == 403
    assert stranger_client.get(url).status_code == 404
    assert reader_client.get(url).status_code == 200
