"""Deleting says what goes, can be taken back, and ends for good after 30 days."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Change
from base.errors import DomainError
from base.files.models import StoredFile
from contacts.deduplication.services.merge import merge_contacts
from contacts.models import Contact, ContactFile, ContactMerge
from contacts.record.services.erasing import erase_contact, erase_expired
from contacts.references import reference_rules
from contacts.services import add_file, delete_contact, set_photo
from contacts.tasks import erase_expired_contacts
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.models.orders import Criterion, OrderToken, SearchOrder
from properties.orders.services import create_order
from sharing.models import Confirmation, OutboxMail, ShareLink
from sharing.services import confirm_terms, generate_link, queue_mail
from tests.files.test_taking_in import PDF, picture

BIN = "/kontakte/papierkorb/"


@pytest.fixture
def everything(maria, agent):
    """Maria with one of everything that can hang on a contact."""
    set_photo(contact=maria, source=io.BytesIO(picture()), name="p.jpg", user=agent)
    file = add_file(contact=maria, source=io.BytesIO(PDF), name="a.pdf", user=agent)
    create_order(
        contact=maria, title="Suche", criteria=[Wanted(CriterionKind.PLACE, codes=("8010",))]
    )
    generate_link(contact=maria, property=None, documents=[], files=[file.pk], user=agent)
    queue_mail(contact=maria, user=agent, to="m@example.at", subject="Betreff", text="Text")
    confirm_terms(
        contact=maria,
        confirmed_on=timezone.localdate(),
        source=io.BytesIO(PDF),
        name="c.pdf",
        user=agent,
    )
    maria.refresh_from_db()
    return maria


def binned(contact, days=0):
    delete_contact(contact=contact)
    if days:
        when = timezone.now() - timedelta(days=days)
        Contact.objects.filter(pk=contact.pk).update(deleted_at=when)
    contact.refresh_from_db()
    return contact


def test_the_dialog_says_in_words_what_hangs_on_the_contact(everything, agent_client):
    page = agent_client.get(reverse("contacts:delete", args=[everything.pk])).content.decode()
    for words in ("1 Datei", "1 Suchauftrag", "1 Link", "1 E-Mail", "1 Bestätigung"):
        assert f"<li>{words}</li>" in page
    assert "30 Tage" in page


def test_the_dialog_says_when_nothing_does(maria, agent_client):
    page = agent_client.get(reverse("contacts:delete", args=[maria.pk])).content.decode()
    assert "hängt nichts weiter" in page


def test_the_toast_brings_everything_back(everything, agent_client):
    page = agent_client.post(reverse("contacts:delete", args=[everything.pk]), follow=True)
    undo = re.search(r"/rueckgaengig/[0-9a-f-]+/", page.content.decode())[0]
    assert not Contact.objects.present().filter(pk=everything.pk).exists()
    assert SearchOrder.objects.present().count() == 0
    agent_client.post(undo)
    back = Contact.objects.present().get(pk=everything.pk)
    assert back.open_orders == 1
    assert back.words.exists()
    assert SearchOrder.objects.present().count() == 1


def test_the_bin_lists_who_was_deleted_and_how_long_they_stay(maria, agent, agent_client):
    assert "Der Papierkorb ist leer" in agent_client.get(BIN).content.decode()
    binned(maria, days=28)
    page = agent_client.get(BIN).content.decode()
    assert "Maria Steininger" in page
    assert "noch 2 Tage" in page
    with time_machine.travel(timezone.now() + timedelta(days=1, hours=1)):
        client = Client()  # a session of yesterday is over
        client.force_login(agent)
        assert "noch 1 Tag<" in client.get(BIN).content.decode()


def test_the_bin_asks_the_same_number_of_queries_for_many(
    agency, agent_client, django_assert_max_num_queries
):
    names = [f"P{number}" for number in range(60)]
    now = timezone.now()
    Contact.objects.bulk_create(
        Contact(agency=agency, family_name=name, deleted_at=now) for name in names
    )
    with django_assert_max_num_queries(8):
        page = agent_client.get(BIN).content.decode()
    assert "1–50 von 60" in page
    assert "51–60 von 60" in agent_client.get(f"{BIN}?seite=2").content.decode()


def test_who_was_merged_away_is_not_in_the_bin_and_goes_with_the_time(maria, agency, agent_client):
    kept = Contact.objects.create(agency=agency, family_name="Steininger", given_name="Mara")
    merge_contacts(kept=kept, gone=maria)
    assert "Mag. Maria" not in agent_client.get(BIN).content.decode()
    assert agent_client.post(reverse("contacts:restore", args=[maria.pk])).status_code == 404
    Contact.objects.filter(pk=maria.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    assert erase_expired() == 1
    # Their story is the story of the one who stayed, and goes with them.
    assert ContactMerge.objects.get().gone_id == maria.pk
    told = Change.objects.filter(subject_type="contact", subject_id=maria.pk)
    assert told.filter(after__family_name="Steininger").exists()
    binned(kept)
    erase_contact(contact=kept)
    assert not ContactMerge.objects.exists()
    assert not told.filter(erased_by=None).exists()


def test_restoring_from_the_bin_brings_the_contact_back(maria, agent_client):
    binned(maria)
    response = agent_client.post(reverse("contacts:restore", args=[maria.pk]))
    assert response.headers["Location"] == f"/kontakte/{maria.pk}/"
    assert Contact.objects.present().get(pk=maria.pk).words.exists()
    assert agent_client.post(reverse("contacts:restore", args=[maria.pk])).status_code == 404


def test_the_bin_offers_what_the_person_may_do(maria, agent_client, administrator_client):
    binned(maria)
    page = agent_client.get(BIN).content.decode()
    assert f'action="{reverse("contacts:restore", args=[maria.pk])}"' in page
    assert reverse("contacts:erase", args=[maria.pk]) not in page
    page = administrator_client.get(BIN).content.decode()
    assert f'action="{reverse("contacts:restore", args=[maria.pk])}"' in page
    assert f'href="{reverse("contacts:erase", args=[maria.pk])}"' in page


def test_who_may_only_read_sees_the_bin_and_changes_nothing(maria, reader_client):
    binned(maria)
    page = reader_client.get(BIN).content.decode()
    assert "Maria Steininger" in page
    assert "Wiederherstellen" not in page
    assert reader_client.post(reverse("contacts:restore", args=[maria.pk])).status_code == 403
    assert reader_client.post(reverse("contacts:erase", args=[maria.pk])).status_code == 403


def test_only_administrators_erase_before_the_time(maria, agent_client, administrator_client):
    binned(maria)
    erase = reverse("contacts:erase", args=[maria.pk])
    assert agent_client.get(erase).status_code == 403
    assert agent_client.post(erase).status_code == 403
    assert "Endgültig löschen" not in agent_client.get(BIN).content.decode()
    assert "nicht rückgängig" in administrator_client.get(erase).content.decode()
    assert administrator_client.post(erase).headers["Location"] == BIN
    assert not Contact.objects.filter(pk=maria.pk).exists()


def test_a_contact_that_is_not_in_the_bin_is_not_erased(maria, administrator_client):
    assert administrator_client.post(reverse("contacts:erase", args=[maria.pk])).status_code == 404
    with pytest.raises(DomainError):
        erase_contact(contact=maria)
    assert Contact.objects.filter(pk=maria.pk).exists()


def test_erasing_leaves_no_row_and_no_file(
    everything, settings, django_capture_on_commit_callbacks
):
    paths = [
        field.path
        for stored in StoredFile.objects.all()
        for field in (stored.content, stored.thumbnail)
        if field
    ]
    assert len(paths) >= 3
    pk = everything.pk
    binned(everything)
    with django_capture_on_commit_callbacks(execute=True):
        erase_contact(contact=everything)
    for rule in reference_rules():
        assert not rule.rows(pk).exists(), rule
    for model in (
        Contact,
        ContactFile,
        SearchOrder,
        Criterion,
        OrderToken,
        ShareLink,
        OutboxMail,
        Confirmation,
        StoredFile,
    ):
        assert not model._base_manager.exists(), model
    storage = StoredFile._meta.get_field("content").storage
    assert not [path for path in paths if storage.exists(path)]


def test_what_is_erased_does_not_enter_the_record(everything):
    pk = everything.pk
    binned(everything)
    last = Change.objects.order_by("-id").first().pk
    erase_contact(contact=everything)
    written = Change.objects.filter(pk__gt=last)
    assert written.filter(table_name="contacts_contact", row_id=pk, operation="D").exists()
    assert {(change.before, change.after) for change in written} == {(None, None)}
    assert not Change.objects.filter(subject_id=pk, erased_by=None).exists()
    assert set(written.values_list("action", flat=True)) == {"contacts.erase"}


def test_erasing_cannot_be_undone(maria, agency, agent_client):
    binned(maria)
    erase_contact(contact=maria)
    context = Change.objects.order_by("-id").first().context
    page = agent_client.post(reverse("audit:undo", args=[context]), follow=True)
    assert "Endgültig Gelöschtes" in page.content.decode()
    assert not Contact.objects.exists()


def test_a_file_that_something_else_shows_stays(maria, agency, agent):
    set_photo(contact=maria, source=io.BytesIO(picture()), name="p.jpg", user=agent)
    maria.refresh_from_db()
    other = Contact.objects.create(agency=agency, family_name="Andere")
    ContactFile.objects.create(agency=agency, contact=other, stored=maria.photo, name="Bild")
    binned(maria)
    erase_contact(contact=maria)
    assert StoredFile.objects.count() == 1


def test_after_30_days_it_is_gone_for_good(maria, agency):
    recent = Contact.objects.create(agency=agency, family_name="Neu")
    binned(maria, days=31)
    binned(recent, days=29)
    assert erase_expired_contacts() == 1
    assert list(Contact.objects.values_list("family_name", flat=True)) == ["Neu"]
    assert erase_expired() == 0
