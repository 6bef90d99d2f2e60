"""A stored file and what uses it come together, and go together."""

import io

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils import timezone

from base.errors import DomainError
from base.files import services
from base.files.logos import replace_logo
from base.files.models import StoredFile
from base.files.storing import storing
from contacts.choices import ConsentPurpose
from contacts.consents.services import Given, Proof, record_consent
from contacts.deduplication.services.merge import merge_contacts
from contacts.models import Contact, ContactConsent, ContactFile
from contacts.record.services.erasing import erase_contact
from contacts.services import add_file, add_id_copy, delete_contact, set_photo
from properties.models import Property, PropertyDocument, PropertyImage
from properties.services import add_document, add_image
from sharing.models import Confirmation
from sharing.services import confirm_terms
from tests.files.storing import store_file
from tests.files.test_taking_in import PDF, picture, stored_paths


def given() -> Given:
    return Given(["email"], ConsentPurpose.values[0], "Ja.", timezone.now(), note="Blatt")


def a_document(contact, flat, user):
    add_document(property=flat, source=io.BytesIO(PDF), name="a.pdf", user=user)


def a_picture(contact, flat, user):
    add_image(property=flat, source=io.BytesIO(picture()), name="a.jpg", user=user)


def terms(contact, flat, user):
    today = timezone.localdate()
    source = io.BytesIO(PDF)
    confirm_terms(contact=contact, confirmed_on=today, source=source, name="a.pdf", user=user)


def a_file(contact, flat, user):
    add_file(contact=contact, source=io.BytesIO(PDF), name="a.pdf", user=user)


def an_id_copy(contact, flat, user):
    add_id_copy(contact=contact, source=io.BytesIO(PDF), name="a.pdf", user=user)


def a_photo(contact, flat, user):
    set_photo(contact=contact, source=io.BytesIO(picture()), name="a.jpg", user=user)


def a_consent(contact, flat, user):
    proof = Proof(io.BytesIO(PDF), "a.pdf")
    record_consent(contact=contact, given=given(), user=user, proof=proof)


def a_logo(contact, flat, user):
    source = io.BytesIO(picture())
    replace_logo(agency=contact.agency, source=source, name="a.jpg", user=user)


EVERY = [a_document, a_picture, terms, a_file, an_id_copy, a_photo, a_consent]
USERS = [PropertyDocument, PropertyImage, Confirmation, ContactFile, ContactConsent]


@pytest.fixture
def nora(agency):
    return Contact.objects.create(agency=agency, family_name="Huber", given_name="Nora")


@pytest.fixture
def flat(agency):
    return Property.objects.create(agency=agency, title="Altbau")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("store", EVERY)
def test_where_the_user_does_not_come_the_file_does_not(store, nora, flat, agent):
    """What it is for was erased while the file was on its way."""
    with_ids = (Contact.objects.get(pk=nora.pk), Property.objects.get(pk=flat.pk))
    nora.delete()
    flat.delete()
    with pytest.raises((DomainError, Property.DoesNotExist, DatabaseError)):
        store(*with_ids, agent)
    assert not any(model.objects.exists() for model in USERS)
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("store", [*EVERY, a_logo])
def test_none_is_stored_outside_of_a_transaction(store, nora, flat, agent):
    store(nora, flat, agent)
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_storing_by_itself_is_refused(agency):
    with pytest.raises(RuntimeError):
        services.store_file(agency=agency, source=io.BytesIO(PDF), name="a.pdf")
    assert StoredFile.objects.count() == 0


@storing()
def _two_and_an_empty_one(agency):
    services.store_file(agency=agency, source=io.BytesIO(picture()), name="b.jpg")
    store_file(agency=agency, source=io.BytesIO(PDF), name="c.pdf")
    services.store_file(agency=agency, source=io.BytesIO(b""), name="d.pdf")


@pytest.mark.django_db
def test_what_fails_later_leaves_no_bytes(agency, settings):
    """Also what an inner part had stored in peace."""
    kept = store_file(agency=agency, source=io.BytesIO(PDF), name="a.pdf")
    before = stored_paths(settings)
    with pytest.raises(DomainError, match="leer"):
        _two_and_an_empty_one(agency)
    assert [stored.pk for stored in StoredFile.objects.all()] == [kept.pk]
    assert stored_paths(settings) == before


@pytest.mark.django_db
def test_terms_confirmed_twice_leave_one_sheet(nora, flat, agent, settings):
    terms(nora, flat, agent)
    with pytest.raises(DomainError, match="bereits bestätigt"):
        terms(nora, flat, agent)
    assert StoredFile.objects.count() == 1
    assert len(stored_paths(settings)) == 1


@pytest.mark.django_db
def test_no_proof_leaves_no_bytes(nora, flat, agent, settings):
    with pytest.raises(DomainError, match="Nachweis"):
        add_id_copy(contact=nora, source=io.BytesIO(b"a,b\n1,2\n"), name="a.csv", user=agent)
    assert stored_paths(settings) == []


@pytest.mark.django_db
def test_earlier_photos_go_with_the_person(
    nora, flat, agent, settings, django_capture_on_commit_callbacks
):
    """While the person is there, undoing may bring an earlier photo back."""
    for _ in range(3):
        a_photo(nora, flat, agent)
    assert StoredFile.objects.count() == 3
    with django_capture_on_commit_callbacks(execute=True):
        delete_contact(contact=nora)
        erase_contact(contact=nora)
    assert StoredFile.objects.count() == 0
    assert stored_paths(settings) == []


@pytest.mark.django_db
def test_a_photo_that_another_took_over_stays(
    nora, flat, agent, agency, django_capture_on_commit_callbacks
):
    """Merged away and erased after its time: the one who stayed keeps what came from there."""
    a_photo(nora, flat, agent)
    stays = Contact.objects.create(agency=agency, family_name="Huber", given_name="Nora")
    merge_contacts(kept=stays, gone=nora)
    with django_capture_on_commit_callbacks(execute=True):
        erase_contact(contact=nora)
    stays.refresh_from_db()
    assert stays.photo is not None
    assert default_storage.exists(stays.photo.content.name)
