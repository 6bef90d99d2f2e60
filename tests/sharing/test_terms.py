"""AGB / Provision: the proof, the green button, the way back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Activity, Change
from audit.undo import undo_context
from base.files.models import StoredFile
from sharing.models import Confirmation

from .conftest import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(maria, agency):
    agency.terms_text, agency.commission_text = "Unsere AGB, Fassung 7.", "3 % Provision."
    agency.save()
    return reverse("sharing:terms", args=[maria.pk])


def sheet(name="AGB.pdf", content=None):
    return SimpleUploadedFile(name, content or pdf("AGB").read())


def confirm(client, address, **changes):
    return client.post(address, {"confirmed_on": "20.11.2026", "file": sheet(), **changes})


def test_confirming_turns_the_button_green_and_keeps_the_proof(agent_client, maria, agent, address):
    frame = agent_client.get(reverse("sharing:links", args=[maria.pk])).content.decode()
    assert "AGB / Provision – Nicht bestätigt" in frame
    assert confirm(agent_client, address).status_code == 303
    maria.refresh_from_db()
    assert timezone.localtime(maria.terms_confirmed_at).strftime("%d.%m.%Y") == "20.11.2026"
    frame = agent_client.get(reverse("sharing:links", args=[maria.pk])).content.decode()
    assert "Nicht bestätigt" not in frame
    kept = Confirmation.objects.get()
    assert kept.text == "Unsere AGB, Fassung 7.\n\n3 % Provision."
    assert (kept.recorded_by, kept.method) == (agent, "paper")
    assert Activity.objects.get(kind="sharing.terms_confirmed").evidence["file_sha256"] == (
        kept.file.sha256
    )
    assert "AGB.pdf</a>" in agent_client.get(address).content.decode()
    response = agent_client.get(reverse("sharing:proof", args=[maria.pk, kept.pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_later_changes_of_the_terms_leave_the_accepted_text(agent_client, agency, address):
    confirm(agent_client, address)
    agency.terms_text = "Neue AGB"
    agency.save()
    assert "Fassung 7" in Confirmation.objects.get().text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"confirmed_on": "24.12.2099"}, "Zukunft"),
        ({"confirmed_on": "gestern"}, "TT.MM.JJJJ"),
        ({"file": ""}, "Bitte wählen Sie das unterschriebene Blatt aus."),
        ({"file": sheet("AGB.txt", b"nur Text")}, "als PDF oder als Bild"),
        ({"file": sheet("AGB.pdf", b"<html><script>1</script>")}, "nicht angenommen"),
    ],
)
def test_what_proves_nothing_is_refused(agent_client, maria, address, wrong, message):
    response = confirm(agent_client, address, note="Bleibt stehen", **wrong)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "Bleibt stehen" in response.content.decode()
    maria.refresh_from_db()
    assert not maria.has_confirmed_terms
    assert StoredFile.objects.count() == 0


def test_revoking_needs_a_reason_and_stays_on_record(agent_client, maria, address):
    confirm(agent_client, address)
    kept = Confirmation.objects.get()
    revoke = reverse("sharing:revoke", args=[maria.pk, kept.pk])
    assert agent_client.post(revoke, {"reason": " "}).status_code == 422
    assert agent_client.post(revoke, {"reason": "Kundin widerruft"}).status_code == 303
    maria.refresh_from_db()
    assert not maria.has_confirmed_terms
    kept.refresh_from_db()
    assert kept.revocation_reason == "Kundin widerruft"
    html = agent_client.get(address).content.decode()
    assert "Kundin widerruft" in html
    assert agent_client.post(revoke, {"reason": "noch einmal"}).status_code == 422
    assert confirm(agent_client, address).status_code == 303, "a new one can follow"


def test_a_second_confirmation_in_force_is_refused(agent_client, address):
    confirm(agent_client, address)
    response = confirm(agent_client, address)
    assert response.status_code == 422
    assert Confirmation.objects.count() == 1
    assert StoredFile.objects.count() == 1


def test_undo_turns_the_button_red_again(agent_client, maria, address, agency):
    confirm(agent_client, address)
    change = Change.objects.get(table_name="sharing_confirmation", operation="I")
    undo_context(context=change.context, agency_id=agency.pk)
    maria.refresh_from_db()
    assert not maria.has_confirmed_terms


def test_paper_without_a_file_is_impossible(maria, address):
    with pytest.raises(IntegrityError, match="has_a_file"), transaction.atomic():
        Confirmation.objects.create(
            agency=maria.agency,
            contact=maria,
            kind="terms",
            method="paper",
            confirmed_on=timezone.localdate() - timedelta(days=1),
        )


def test_the_dialog_is_a_fragment_and_a_page(agent_client, address):
    fragment = agent_client.get(address, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="dialog")
    assert fragment.content.decode().lstrip().startswith('<div class="dialog-head">')
    assert "<html" in agent_client.get(address).content.decode()


def test_the_proof_of_another_agency_is_not_found(agent_client, stranger_client, maria, address):
    confirm(agent_client, address)
    proof = reverse("sharing:proof", args=[maria.pk, Confirmation.objects.get().pk])
    assert stranger_client.get(proof).status_code == 404
    revoke = reverse("sharing:revoke", args=[maria.pk, Confirmation.objects.get().pk])
    assert stranger_client.post(revoke, {"reason": "x"}).status_code == 404
