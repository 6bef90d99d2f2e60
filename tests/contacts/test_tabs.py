"""Firma, Sonstiges, Dateien and the photo."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from audit.models import Activity, Change
from base.files.models import StoredFile
from contacts.models import Contact, ContactFile

IBAN = "AT61 1904 3002 3457 3201"


def text(response):
    return response.content.decode()


def post(client, contact, page, data, **kwargs):
    return client.post(f"/kontakte/{contact.pk}/{page}/", data, **kwargs)


class TestCompany:
    good = {
        "company_name": "Steininger GmbH",
        "legal_form": "GmbH",
        "position": "Inhaberin",
        "vat_id": "atu 13585627",
        "tax_number": "59-119/9013",
        "register_number": "122119m",
        "register_court": "LG Graz",
        "company_phone": "0316 824410",
        "company_email": "office@example.at",
        "company_website": "www.example.at",
        "addresses-TOTAL_FORMS": "0",
        "addresses-INITIAL_FORMS": "0",
    }

    def test_good_numbers_are_put_into_their_usual_form(self, agent_client, maria):
        assert post(agent_client, maria, "firma", self.good).status_code == 303
        maria.refresh_from_db()
        assert maria.vat_id == "ATU13585627"
        assert maria.register_number == "FN 122119m"
        assert maria.company_phone == "+43 316 824410"
        assert maria.company_website == "https://www.example.at"
        assert Change.objects.filter(subject_id=maria.pk, action="contacts.update").count() == 1

    @pytest.mark.parametrize(
        ("field", "value", "reason"),
        [
            ("vat_id", "ATU13585628", "Prüfziffer"),
            ("vat_id", "ATU1", "Länge"),
            ("register_number", "FN 12x2119", "FN 122119m"),
            ("tax_number", "12", "Länge"),
            ("vat_id", "DE136695977", "Prüfziffer"),
            ("vat_id", "🙂", ""),
        ],
    )
    def test_a_wrong_number_is_explained_and_can_be_kept_knowingly(
        self, agent_client, maria, field, value, reason
    ):
        data = {**self.good, field: value}
        refused = post(agent_client, maria, "firma", data)
        assert refused.status_code == 422
        assert reason in text(refused)
        assert value in text(refused)
        assert f'name="keep_{field}"' in text(refused)
        assert post(agent_client, maria, "firma", {**data, f"keep_{field}": "1"}).status_code == 303
        maria.refresh_from_db()
        assert getattr(maria, field) == value
        assert post(agent_client, maria, "firma", data).status_code == 303

    def test_both_countries_legal_forms_are_offered(self, agent_client, maria):
        page = text(agent_client.get(f"/kontakte/{maria.pk}/firma/"))
        for form in ["FlexCo", "UG (haftungsbeschränkt)", "e.K.", "Privatstiftung"]:
            assert f'value="{form}"' in page

    def test_a_wrong_website_or_address_is_refused(self, agent_client, maria):
        data = {**self.good, "company_website": "javascript://x", "company_email": "a@b"}
        assert post(agent_client, maria, "firma", data).status_code == 422


class TestMisc:
    def test_iban_is_checked_and_masked_and_kept_out_of_the_record(self, agent_client, maria):
        post(
            agent_client,
            maria,
            "sonstiges",
            {"iban": IBAN, "id_kind": "passport", "id_number": "P12345678"},
        )
        maria.refresh_from_db()
        assert maria.iban == "AT611904300234573201"
        page = text(agent_client.get(f"/kontakte/{maria.pk}/sonstiges/"))
        assert "••••••••3201" in page
        assert "P12345678" not in page
        recorded = str(list(Change.objects.values_list("before", "after")))
        assert "AT6119" not in recorded
        assert "P12345678" not in recorded

    def test_bic_and_bank_come_from_the_iban(self, agent_client, maria):
        post(agent_client, maria, "sonstiges", {"iban": "DE89 3704 0044 0532 0130 00"})
        maria.refresh_from_db()
        assert (maria.bic, maria.bank_name) == ("COBADEFFXXX", "Commerzbank")

    @pytest.mark.parametrize(
        ("iban", "reason"),
        [
            ("AT62 1904 3002 3457 3201", "Prüfziffern"),
            ("AT61 1904", "zu kurz"),
            ("hallo", "keine IBAN"),
            ("XX61 1904 3002 3457 3201", "Land"),
        ],
    )
    def test_a_wrong_iban_is_explained_and_can_be_kept(self, agent_client, maria, iban, reason):
        refused = post(agent_client, maria, "sonstiges", {"iban": iban})
        assert refused.status_code == 422
        assert reason in text(refused)
        assert (
            post(agent_client, maria, "sonstiges", {"iban": iban, "keep_iban": "1"}).status_code
            == 303
        )

    def test_what_stays_masked_stays_stored_and_emptying_removes(self, agent_client, maria):
        post(agent_client, maria, "sonstiges", {"iban": IBAN})
        before = Change.objects.count()
        post(agent_client, maria, "sonstiges", {"iban": "••••••••3201"})
        assert Change.objects.count() == before
        half = post(agent_client, maria, "sonstiges", {"iban": "••••••••3202"})
        assert "vollständig" in text(half)
        post(agent_client, maria, "sonstiges", {"iban": ""})
        maria.refresh_from_db()
        assert maria.iban == ""

    def test_showing_is_recorded_and_loses_nothing_typed(self, agent_client, maria):
        post(agent_client, maria, "sonstiges", {"iban": IBAN})
        typed = {"iban": "••••••••3201", "remarks": "noch nicht gespeichert"}
        page = text(agent_client.post(f"/kontakte/{maria.pk}/sonstiges/anzeigen/iban/", typed))
        assert IBAN in page
        assert "noch nicht gespeichert" in page
        [activity] = Activity.objects.all()
        assert (activity.kind, activity.actor) == ("contacts.secret_shown", "Anna Huber")
        assert "3201" not in activity.summary

    def test_with_htmx_only_the_field_is_answered(self, agent_client, maria):
        post(agent_client, maria, "sonstiges", {"id_number": "P12345678"})
        response = agent_client.post(
            f"/kontakte/{maria.pk}/sonstiges/anzeigen/id_number/",
            headers={"HX-Request": "true", "HX-Target": "secret-id-number"},
        )
        assert "P12345678" in text(response)
        assert 'id="contact-form"' not in text(response)
        assert "no-store" in response.headers["Cache-Control"]

    def test_only_secrets_can_be_shown_and_only_by_their_agency(
        self, agent_client, stranger_client, reader_client, maria
    ):
        address = f"/kontakte/{maria.pk}/sonstiges/anzeigen"
        assert agent_client.post(f"{address}/remarks/").status_code == 404
        assert stranger_client.post(f"{address}/iban/").status_code == 404
        assert reader_client.post(f"{address}/iban/").status_code == 403
        assert agent_client.get(f"{address}/iban/").status_code == 405

    def test_an_id_cannot_end_before_it_begins(self, agent_client, maria):
        data = {"id_issued_on": "01.02.2026", "id_valid_until": "01.01.2026"}
        assert post(agent_client, maria, "sonstiges", data).status_code == 422


def pdf(name="Grundbuch.pdf", content=b"%PDF-1.4\n%%EOF\n"):
    return SimpleUploadedFile(name, content, "application/pdf")


def png():
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(target, "PNG")
    return SimpleUploadedFile("foto.png", target.getvalue(), "image/png")


class TestFiles:
    def test_files_are_kept_listed_and_served(self, agent_client, maria):
        response = post(agent_client, maria, "dateien", {"files": [pdf(), png()]}, follow=True)
        page = text(response)
        assert "2 Dateien hinzugefügt." in page
        assert "Grundbuch.pdf" in page
        assert "PDF" in page
        file = ContactFile.objects.get(name="Grundbuch.pdf")
        served = agent_client.get(f"/kontakte/{maria.pk}/dateien/{file.pk}/")
        assert b"".join(served.streaming_content).startswith(b"%PDF")
        assert "attachment" in served.headers["Content-Disposition"]

    def test_each_rejected_file_is_named_and_the_others_are_kept(self, agent_client, maria):
        html = SimpleUploadedFile("seite.html", b"<html><script>1</script>", "text/html")
        empty = SimpleUploadedFile("leer.pdf", b"", "application/pdf")
        response = post(agent_client, maria, "dateien", {"files": [pdf(), html, empty]})
        page = text(response)
        assert response.status_code == 422
        assert "seite.html" in page
        assert "leer.pdf" in page
        assert [file.name for file in ContactFile.objects.all()] == ["Grundbuch.pdf"]

    def test_a_file_that_is_too_large_is_named(self, agent_client, maria, settings):
        settings.UPLOAD_MAX_FILE_BYTES = 1000
        large = pdf("riesig.pdf", b"%PDF-1.4\n" + b"x" * 5000)
        response = post(agent_client, maria, "dateien", {"files": [large, pdf()]})
        assert response.status_code == 422
        assert "riesig.pdf" in text(response)
        assert "zu groß" in text(response)
        assert [file.name for file in ContactFile.objects.all()] == ["Grundbuch.pdf"]

    def test_without_a_file_it_says_so(self, agent_client, maria):
        assert post(agent_client, maria, "dateien", {}).status_code == 422

    def test_deleting_can_be_taken_back(self, agent_client, maria):
        post(agent_client, maria, "dateien", {"files": [pdf()]})
        file = ContactFile.objects.get()
        page = text(
            agent_client.post(f"/kontakte/{maria.pk}/dateien/{file.pk}/loeschen/", follow=True)
        )
        assert "»Grundbuch.pdf« gelöscht." in page
        assert agent_client.get(f"/kontakte/{maria.pk}/dateien/{file.pk}/").status_code == 404
        context = Change.objects.filter(action="contacts.delete_file").get().context
        agent_client.post(f"/rueckgaengig/{context}/")
        assert agent_client.get(f"/kontakte/{maria.pk}/dateien/{file.pk}/").status_code == 200

    def test_a_file_is_reached_through_its_own_contact_and_agency_only(
        self, agent_client, stranger_client, agency, maria
    ):
        post(agent_client, maria, "dateien", {"files": [pdf()]})
        file = ContactFile.objects.get()
        other = Contact.objects.create(agency=agency, family_name="Andere")
        assert agent_client.get(f"/kontakte/{other.pk}/dateien/{file.pk}/").status_code == 404
        assert stranger_client.get(f"/kontakte/{maria.pk}/dateien/{file.pk}/").status_code == 404
        gone = stranger_client.post(f"/kontakte/{maria.pk}/dateien/{file.pk}/loeschen/")
        assert gone.status_code == 404


class TestPhoto:
    def test_it_replaces_the_initials(self, agent_client, maria):
        assert post(agent_client, maria, "foto/aendern", {"photo": png()}).status_code == 303
        assert f'src="/kontakte/{maria.pk}/foto/"' in text(agent_client.get("/kontakte/"))
        served = agent_client.get(f"/kontakte/{maria.pk}/foto/")
        assert served.headers["Content-Type"].startswith("image/")
        post(agent_client, maria, "foto/aendern", {"remove": "1"})
        assert agent_client.get(f"/kontakte/{maria.pk}/foto/").status_code == 404

    def test_what_is_no_picture_is_refused(self, agent_client, maria):
        response = post(agent_client, maria, "foto/aendern", {"photo": pdf()})
        assert response.status_code == 422
        assert "Bilder" in text(response)
        assert not StoredFile.objects.exists()
        assert post(agent_client, maria, "foto/aendern", {}).status_code == 422
