"""Consents: written down with their proof, withdrawn, taken back, merged with nothing lost."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Activity
from audit.undo import undo_context
from base.errors import DomainError
from contacts.consents.services import Given, Proof, proposed_text, record_consent
from contacts.models import ContactConsent
from tests.files.test_taking_in import PDF

HTMX = {"HX-Request": "true", "HX-Target": "dialog"}


def given(**changes):
    values = {
        "channels": ["email", "phone"],
        "purpose": "offers",
        "text": "Ich willige ein.",
        "given_at": timezone.now() - timedelta(days=1),
        "note": "am Telefon, Zeugin Frau Huber",
    }
    return Given(**(values | changes))


def typed(**changes):
    values = {
        "channels": ["email"],
        "purpose": "news",
        "method": "written",
        "given_on": "01.11.2026",
        "given_time": "",
        "text": "Ich willige in Werbung ein.",
        "text_version": "Formular 11/2026",
        "note": "",
    }
    return values | changes


def url(contact, end="neu/"):
    return f"/kontakte/{contact.pk}/einwilligungen/{end}"


class TestRecording:
    def test_each_channel_is_a_consent_with_one_proof(self, maria, agent):
        proof = Proof(io.BytesIO(PDF), "formular.pdf")
        made = record_consent(contact=maria, given=given(), user=agent, proof=proof)
        assert [consent.channel for consent in made] == ["email", "phone"]
        assert {consent.file.name for consent in made} == {"formular.pdf"}
        [activity] = Activity.objects.filter(kind="contacts.consent_given")
        assert "E-Mail, Telefon" in activity.summary
        assert len(activity.evidence["text_sha256"]) == 64
        assert ContactConsent.objects.allowing("email", "offers").count() == 1
        assert not ContactConsent.objects.allowing("email", "news").exists()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"channels": []}, "channels"),
            ({"text": " "}, "text"),
            ({"note": ""}, "note"),
            ({"given_at": timezone.now() + timedelta(days=900)}, "given_on"),
        ],
    )
    def test_what_proves_nothing_is_refused(self, maria, agent, changes, field):
        with pytest.raises(DomainError) as refused:
            record_consent(contact=maria, given=given(**changes), user=agent)
        assert list(refused.value.fields) == [field]
        assert not ContactConsent.objects.exists()

    def test_what_a_machine_saw_is_proof_enough(self, maria):
        evidence = {"address": "192.0.2.7", "message_id": "<1@example>"}
        record_consent(contact=maria, given=given(note="", evidence=evidence), user=None)
        assert ContactConsent.objects.first().evidence == evidence

    def test_the_text_written_down_last_is_proposed(self, maria, agent, agency):
        assert "Huber Immobilien" in proposed_text(agency)[0]
        record_consent(contact=maria, given=given(text_version="3"), user=agent)
        assert proposed_text(agency) == ("Ich willige ein.", "3")


class TestPages:
    def test_the_dialog_closes_and_the_list_shows_it(self, agent_client, maria):
        proof = SimpleUploadedFile("blatt.pdf", PDF)
        answer = agent_client.post(url(maria), typed(file=proof), headers=HTMX)
        assert answer.headers["HX-Retarget"] == "#consents"
        assert "dialog:close" in answer.headers["HX-Trigger"]
        page = answer.content.decode()
        assert "Formular 11/2026" in page
        assert "01.11.2026" in page
        consent = ContactConsent.objects.get()
        sheet = agent_client.get(url(maria, f"{consent.pk}/nachweis/"))
        assert b"".join(sheet.streaming_content) == PDF

    def test_without_script_it_is_a_page(self, agent_client, maria):
        assert "Einwilligung von" in agent_client.get(url(maria)).content.decode()
        answer = agent_client.post(url(maria), typed(note="liegt im Ordner", given_time="09:30"))
        assert answer.headers["Location"] == f"/kontakte/{maria.pk}/#consents"
        assert timezone.localtime(ContactConsent.objects.get().given_at).hour == 9

    @pytest.mark.parametrize(
        "changes",
        [{}, {"channels": ["brieftaube"]}, {"given_on": "31.02.2026"}, {"given_time": "25:00"}],
    )
    def test_bad_input_is_explained_and_kept(self, agent_client, maria, changes):
        answer = agent_client.post(url(maria), typed(**changes))
        assert answer.status_code == 422
        assert "Ich willige in Werbung ein." in answer.content.decode()
        assert not ContactConsent.objects.exists()

    def test_withdrawing_takes_one_click_and_can_be_taken_back(
        self, agent_client, maria, agent, agency
    ):
        [consent, _] = record_consent(contact=maria, given=given(), user=agent)
        agent_client.post(url(maria, f"{consent.pk}/widerrufen/"))
        consent.refresh_from_db()
        assert consent.withdrawn_by == agent
        assert not ContactConsent.objects.allowing("email", "offers").exists()
        activity = Activity.objects.get(kind="contacts.consent_withdrawn")
        again = agent_client.post(url(maria, f"{consent.pk}/widerrufen/"), follow=True)
        assert "bereits widerrufen" in again.content.decode()
        undo_context(context=activity.context, agency_id=agency.pk)
        assert ContactConsent.objects.allowing("email", "offers").exists()

    def test_readers_see_and_change_nothing(self, reader_client, maria, agent):
        [consent, _] = record_consent(contact=maria, given=given(), user=agent)
        page = reader_client.get(f"/kontakte/{maria.pk}/").content.decode()
        assert "Ich willige ein." in page
        assert "widerrufen/" not in page
        assert reader_client.post(url(maria, f"{consent.pk}/widerrufen/")).status_code == 403
        assert reader_client.get(url(maria)).status_code == 403
