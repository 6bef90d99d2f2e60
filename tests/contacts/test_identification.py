"""ID, its check, its copies, and the day on which the data goes."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from audit.models import Activity, Change
from audit.undo import undo_context
from base.encryption import _fernet
from contacts.data import ContactData
from contacts.identification import deletion_proposal, id_warning
from contacts.models import Contact, ContactFile
from contacts.services import add_id_copy, merge_contacts, save_contact
from sharing.links.queries import files_to_share
from tests.files.test_taking_in import PDF, picture

IBAN = "AT61 1904 3002 3457 3201"
TODAY = date(2026, 11, 25)


def post(client, contact, data):
    return client.post(f"/kontakte/{contact.pk}/sonstiges/", data)


def text(response):
    return response.content.decode()


class TestCheck:
    def test_everything_that_the_law_asks_for_is_kept(self, agent_client, maria, agent):
        data = {
            "id_kind": "identity_card",
            "id_checked_on": "01.11.2026",
            "pep": "related",
            "acting_for": "Huber Privatstiftung",
            "delete_on": "01.11.2031",
        }
        assert post(agent_client, maria, data).status_code == 303
        maria.refresh_from_db()
        assert (maria.id_checked_on, maria.id_checked_by) == (date(2026, 11, 1), agent)
        assert (maria.pep, maria.acting, maria.delete_on.year) == ("related", "other", 2031)

    def test_who_checked_means_today_unless_a_day_is_named(self, agent_client, maria, agent):
        post(agent_client, maria, {"id_checked_by": str(agent.pk)})
        maria.refresh_from_db()
        assert maria.id_checked_on == timezone.localdate()

    def test_a_check_in_the_future_or_by_a_stranger_is_refused(self, agent_client, maria, stranger):
        assert post(agent_client, maria, {"id_checked_on": "01.01.2090"}).status_code == 422
        assert post(agent_client, maria, {"id_checked_by": str(stranger.pk)}).status_code == 422

    @pytest.mark.parametrize(
        ("days", "said"),
        [(61, ""), (60, "läuft bald ab"), (0, "läuft bald ab"), (-1, "abgelaufen")],
    )
    def test_the_end_of_an_id_is_warned_of(self, days, said):
        contact = Contact(id_valid_until=TODAY + timedelta(days=days))
        assert said in id_warning(contact, TODAY)
        assert bool(said) == bool(id_warning(contact, TODAY))

    def test_the_warning_stands_in_the_header_of_every_tab(self, agent_client, maria):
        Contact.objects.filter(pk=maria.pk).update(id_valid_until=date(2020, 1, 1))
        assert "Ausweis abgelaufen" in text(agent_client.get(f"/kontakte/{maria.pk}/dateien/"))

    def test_the_day_on_which_data_should_go_is_told_and_deletes_nothing(self, agent_client, maria):
        page = f"/kontakte/{maria.pk}/sonstiges/"
        Contact.objects.filter(pk=maria.pk).update(delete_on=timezone.localdate())
        assert text(agent_client.get(page)).count("Löschfrist erreicht") == 2  # header and card
        Contact.objects.filter(pk=maria.pk).update(delete_on=date(2090, 1, 1))
        assert "Löschfrist erreicht" not in text(agent_client.get(page))

    def test_five_years_are_proposed_by_the_law_of_the_country(self):
        contact = Contact(id_checked_on=date(2024, 2, 29))
        assert deletion_proposal(contact, "AT", TODAY).day == date(2029, 3, 1)
        assert deletion_proposal(contact, "DE", TODAY).day == date(2029, 12, 31)
        assert deletion_proposal(Contact(), "AT", TODAY).day == date(2031, 11, 25)


class TestCopies:
    def test_a_copy_is_kept_apart_from_files_and_from_sharing(self, agent_client, maria, agent):
        upload = SimpleUploadedFile("pass.jpg", picture())
        url = f"/kontakte/{maria.pk}/sonstiges/ausweis/"
        page = text(agent_client.post(url, {"file": upload}, follow=True))
        assert "pass.jpg" in page
        copy = ContactFile.objects.get()
        assert not files_to_share(maria).exists()
        assert "pass.jpg" not in text(agent_client.get(f"/kontakte/{maria.pk}/dateien/"))
        download = f"/kontakte/{maria.pk}/dateien/{copy.pk}/"
        assert agent_client.get(download).status_code == 404

    def test_opening_is_recorded_and_never_cached(self, agent_client, maria, agent, reader_client):
        copy = add_id_copy(contact=maria, source=io.BytesIO(PDF), name="pass.pdf", user=agent)
        url = f"/kontakte/{maria.pk}/sonstiges/ausweis/{copy.pk}/"
        answer = agent_client.get(url)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert b"".join(answer.streaming_content) == PDF
        assert Activity.objects.get(kind="contacts.secret_shown").actor == "Anna Huber"
        assert reader_client.get(url).status_code == 403

    def test_only_pdf_and_pictures_and_at_least_one(self, agent_client, maria):
        url = f"/kontakte/{maria.pk}/sonstiges/ausweis/"
        wrong = SimpleUploadedFile("a.txt", b"hallo")
        assert "als PDF oder als Bild" in text(agent_client.post(url, {"file": wrong}, follow=True))
        assert "wählen Sie eine Datei" in text(agent_client.post(url, {}, follow=True))
        assert not ContactFile.objects.exists()

    def test_deleting_swaps_the_list_alone(self, agent_client, maria, agent):
        copy = add_id_copy(contact=maria, source=io.BytesIO(PDF), name="pass.pdf", user=agent)
        url = f"/kontakte/{maria.pk}/sonstiges/ausweis/{copy.pk}/loeschen/"
        answer = agent_client.post(url, headers={"HX-Request": "true"})
        assert answer.headers["HX-Retarget"] == "#id-copies"
        assert "Rückgängig" in text(answer)
        assert not ContactFile.objects.filter(deleted_at=None).exists()


class TestSecretsOfTwoPeople:
    """Two people at the same number: the second sees that it changed, never what it is."""

    def base(self, client, contact):
        page = text(client.get(f"/kontakte/{contact.pk}/sonstiges/"))
        return page.split('name="base" value="')[1].split('"')[0].replace("&quot;", '"')

    def test_the_page_carries_no_secret(self, agent_client, maria):
        post(agent_client, maria, {"iban": IBAN, "id_number": "P12345678"})
        base = self.base(agent_client, maria)
        assert "AT61" not in base
        assert "P12345678" not in base

    def test_a_number_that_the_other_changed_is_not_overwritten(
        self, agent_client, administrator_client, maria
    ):
        post(agent_client, maria, {"iban": IBAN})
        base = self.base(agent_client, maria)
        post(administrator_client, maria, {"iban": "DE89370400440532013000"})
        mine = {"iban": "AT483200000012345864", "base": base}
        refused = post(agent_client, maria, mine)
        assert refused.status_code == 422
        assert "••••••••3000" in text(refused)
        maria.refresh_from_db()
        assert maria.iban == "DE89370400440532013000"

    def test_what_i_left_masked_stays_as_the_other_made_it(
        self, agent_client, administrator_client, maria
    ):
        post(agent_client, maria, {"iban": IBAN})
        base = self.base(agent_client, maria)
        post(administrator_client, maria, {"iban": "DE89370400440532013000"})
        mine = {"iban": "••••••••3201", "remarks": "neu", "base": base}
        assert post(agent_client, maria, mine).status_code == 303
        maria.refresh_from_db()
        assert (maria.iban, maria.remarks) == ("DE89370400440532013000", "neu")


OLD = "RHb5nX7z0Jm3vYpSfHkQ9wqL2cTgU8eD1aBiNoKxWfE="
NEW = "0VwYq3cXh1JtM5nR8kPzB2uGdL7sQfA9oEiTjHyKmCw="


def stored(contact):
    with connection.cursor() as cursor:
        cursor.execute("SELECT iban, id_number FROM contacts_contact WHERE id=%s", [contact.pk])
        return cursor.fetchone()


def test_keys_can_be_rotated_and_the_old_ones_go(agent_client, maria, settings, capsys):
    settings.FIELD_KEYS = [OLD]
    post(agent_client, maria, {"iban": IBAN, "id_number": "P12345678"})
    before, recorded = stored(maria), Change.objects.count()
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("rotate_field_keys")
    assert "contacts_contact.iban: 1" in capsys.readouterr().out
    assert Change.objects.count() == recorded  # the values are what they were
    settings.FIELD_KEYS = [NEW]
    _fernet.cache_clear()
    assert not set(before) & set(stored(maria))
    maria = Contact.objects.get(pk=maria.pk)
    assert (maria.iban, maria.id_number) == ("AT611904300234573201", "P12345678")


def test_a_merge_can_be_undone_after_a_rotation(agency, agent, maria, settings):
    settings.FIELD_KEYS = [OLD]
    Contact.objects.filter(pk=maria.pk).update(iban="AT611904300234573201")
    other = save_contact(
        agency=agency,
        contact=None,
        data=ContactData({"family_name": "Zweite", "iban": "AT48"}),
        user=agent,
    )
    kept = Contact.objects.get(pk=maria.pk)
    context = merge_contacts(kept=kept, gone=other, choices={"bank": "gone"}).context
    assert Contact.objects.get(pk=maria.pk).iban == "AT48"
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = [NEW]
    undo_context(context=context, agency_id=agency.pk)
    assert Contact.objects.get(pk=maria.pk).iban == "AT611904300234573201"


def test_rotation_stops_where_no_key_fits(agent_client, maria, settings):
    settings.FIELD_KEYS = [OLD]
    post(agent_client, maria, {"iban": IBAN})
    before = stored(maria)
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(Exception, match="keiner der Schlüssel"):
        call_command("rotate_field_keys")
    assert stored(maria) == before


def test_history_goes_on_after_a_rotation(agent_client, maria, settings):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    post(agent_client, maria, {"iban": IBAN})
    call_command("rotate_field_keys")
    before = Change.objects.count()
    post(agent_client, maria, {"iban": IBAN, "remarks": "anders"})
    assert Change.objects.count() == before + 1
