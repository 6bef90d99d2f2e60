"""Notes, calls and meetings: written at contact or property, on record, correctable."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Activity, Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.data import ContactData
from contacts.record.services.erasing import erase_contact
from contacts.services import create_contacts, delete_contact
from properties.models import Note
from properties.notes.services import NoteData, add_note, change_note, remove_note
from properties.services import save_property

pytestmark = pytest.mark.django_db


@pytest.fixture
def gruber(agency, agent):
    return create_contacts(
        agency=agency, items=[ContactData({"family_name": "Gruber"})], user=agent
    )[0]


@pytest.fixture
def flat(agency, agent):
    return save_property(agency=agency, user=agent, values={"title": "Altbau"})


def sent(**changes):
    day = timezone.localdate()
    data = {"kind": "call", "text": "Ruft am Montag an", "day": f"{day:%d.%m.%Y}", "clock": "00:01"}
    return {**data, **changes}


def test_a_call_is_written_down_at_the_contact(agent_client, gruber, agent):
    page = f"/kontakte/{gruber.pk}/notizen/"
    assert agent_client.post(page, sent()).status_code == 303
    note = Note.objects.get()
    assert (note.kind, note.contact, note.created_by) == ("call", gruber, agent)
    assert f"{timezone.localtime(note.happened_at):%H:%M}" == "00:01"
    html = agent_client.get(page).content.decode()
    assert "Ruft am Montag an" in html
    assert "Telefonat" in html
    history = agent_client.get(f"/kontakte/{gruber.pk}/historie/").content.decode()
    assert "Ruft am Montag an" in history


def test_the_activity_record_has_the_fact(agent_client, gruber):
    agent_client.post(f"/kontakte/{gruber.pk}/notizen/", sent())
    activity = Activity.objects.get(kind="properties.note_added")
    today = f"{timezone.localdate():%d.%m.%Y}"
    assert activity.summary == f"Telefonat vom {today}, 00:01 festgehalten", "also tomorrow"
    assert "Montag" not in activity.summary, "what was said stands in the note"
    page = agent_client.get(f"/kontakte/{gruber.pk}/aktivitaeten/").content.decode()
    assert "Telefonat vom" in page


def test_a_note_about_both_stands_on_both(agent_client, agent, gruber, flat):
    data = NoteData("meeting", timezone.now(), "Besichtigt", contact=gruber, property=flat)
    add_note(user=agent, data=data)
    for address in (f"/kontakte/{gruber.pk}/notizen/", f"/immobilien/{flat.pk}/notizen/"):
        assert "Besichtigt" in agent_client.get(address).content.decode()
    assert Change.objects.filter(table_name="properties_note").count() == 2


def test_a_note_about_a_property_alone_is_on_its_timeline_alone(agent, flat):
    add_note(user=agent, data=NoteData("note", timezone.now(), "Schlüssel", property=flat))
    told = Change.objects.get(table_name="properties_note")
    assert (told.subject_type, told.subject_id) == ("property", flat.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"day": "31.02.2026"},
        {"day": "01.01.2999"},
        {"clock": "25:99"},
        {"kind": "drop"},
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(agent_client, gruber, wrong):
    response = agent_client.post(f"/kontakte/{gruber.pk}/notizen/", sent(**wrong))
    assert response.status_code == 422
    assert not Note.objects.exists()
    if "text" not in wrong:
        assert "Ruft am Montag an" in response.content.decode()


def test_a_correction_keeps_what_was_said_before(agent_client, agent, agency, gruber):
    note, _context = add_note(
        user=agent, data=NoteData("note", timezone.now(), "Alt", contact=gruber)
    )
    address = f"/kontakte/{gruber.pk}/notizen/{note.pk}/"
    assert agent_client.post(address, sent(text="Neu")).status_code == 303
    note.refresh_from_db()
    assert note.text == "Neu"
    told = Change.objects.get(table_name="properties_note", operation="U")
    assert (told.before["text"], told.after["text"]) == ("Alt", "Neu")
    undo_context(context=told.context, agency_id=agency.pk)
    note.refresh_from_db()
    assert note.text == "Alt"


def test_deleting_can_be_undone(agent_client, agent, agency, gruber):
    note, _context = add_note(
        user=agent, data=NoteData("note", timezone.now(), "Da", contact=gruber)
    )
    agent_client.post(f"/kontakte/{gruber.pk}/notizen/{note.pk}/loeschen/")
    assert not Note.objects.exists()
    told = Change.objects.get(table_name="properties_note", operation="D")
    undo_context(context=told.context, agency_id=agency.pk)
    assert Note.objects.get().text == "Da"


def test_erasing_the_contact_takes_its_notes(agent, gruber):
    add_note(user=agent, data=NoteData("note", timezone.now(), "Geheim", contact=gruber))
    delete_contact(contact=gruber)
    erase_contact(contact=gruber)
    assert not Note.objects.exists()


def test_notes_keep_to_their_agency(stranger, stranger_client, agent, gruber, flat, other_agency):
    note, _context = add_note(
        user=agent, data=NoteData("note", timezone.now(), "X", contact=gruber)
    )
    with pytest.raises(DomainError):
        add_note(user=stranger, data=NoteData("note", timezone.now(), "X", contact=gruber))
    assert stranger_client.get(f"/kontakte/{gruber.pk}/notizen/{note.pk}/").status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(agency=other_agency, contact=gruber, text="X")


def test_a_note_of_another_contact_is_not_found(agent_client, agent, agency, gruber):
    other = create_contacts(agency=agency, items=[ContactData({"family_name": "A"})], user=agent)[0]
    note, _context = add_note(user=agent, data=NoteData("note", timezone.now(), "X", contact=other))
    address = f"/kontakte/{gruber.pk}/notizen/{note.pk}/"
    assert agent_client.get(address).status_code == 404
    assert agent_client.post(f"{address}loeschen/").status_code == 404


def test_who_may_only_read_reads(reader_client, agent, gruber):
    add_note(user=agent, data=NoteData("note", timezone.now(), "Lesbar", contact=gruber))
    page = reader_client.get(f"/kontakte/{gruber.pk}/notizen/")
    assert "Lesbar" in page.content.decode()
    assert "Neue Notiz" not in page.content.decode()
    assert reader_client.post(f"/kontakte/{gruber.pk}/notizen/", sent()).status_code == 403


def test_the_same_queries_for_many(
    agent_client, agent, gruber, flat, django_assert_max_num_queries
):
    for number in range(30):
        at = timezone.now() - timedelta(hours=number)
        data = NoteData("note", at, f"Nr {number}", contact=gruber, property=flat)
        add_note(user=agent, data=data)
    with django_assert_max_num_queries(30):
        assert "Nr 29" in agent_client.get(f"/kontakte/{gruber.pk}/notizen/").content.decode()


def test_htmx_gets_the_form_alone(agent_client, gruber):
    response = agent_client.get(
        f"/kontakte/{gruber.pk}/notizen/",
        headers={"HX-Request": "true", "HX-Target": "dialog"},
    )
    html = response.content.decode()
    assert "note-form" in html
    assert "<html" not in html


def test_services_say_no_to_nothing(agent):
    with pytest.raises(DomainError):
        add_note(user=agent, data=NoteData("note", timezone.now(), "X"))


def test_a_removed_note_leaves_its_fact(agent, gruber):
    note, _context = add_note(
        user=agent, data=NoteData("note", timezone.now(), "X", contact=gruber)
    )
    remove_note(note=note)
    assert Activity.objects.filter(kind="properties.note_added").exists()


def test_changing_to_a_time_to_come_is_refused(agent, gruber):
    note, _context = add_note(
        user=agent, data=NoteData("note", timezone.now(), "X", contact=gruber)
    )
    later = NoteData("note", timezone.now() + timedelta(days=1), "X", contact=gruber)
    with pytest.raises(DomainError, match="Zukunft"):
        change_note(user=agent, note=note, data=later)


def base_of(client, address):
    html = client.get(address).content.decode()
    return unescape(re.search(r'name="base" value="([^"]*)"', html).group(1))


def test_two_people_at_one_note_lose_nothing(agent_client, agent, gruber):
    data = NoteData("call", timezone.now().replace(second=0, microsecond=0), "Alt", contact=gruber)
    note, _context = add_note(user=agent, data=data)
    address = f"/kontakte/{gruber.pk}/notizen/{note.pk}/"
    shown = base_of(agent_client, address)
    at = timezone.localtime(note.happened_at)
    same = sent(day=f"{at:%d.%m.%Y}", clock=f"{at:%H:%M}", base=shown)
    assert agent_client.post(address, same | {"text": "Neu"}).status_code == 303
    other = agent_client.post(address, same | {"kind": "meeting", "text": "Alt"})
    assert other.status_code == 303, "the second changed the kind alone"
    note.refresh_from_db()
    assert (note.kind, note.text) == ("meeting", "Neu")
    disputed = agent_client.post(address, same | {"kind": "meeting", "text": "Ganz anders"})
    assert disputed.status_code == 422
    page = disputed.content.decode()
    assert "Neu" in page
    assert "Ganz anders" in page
    note.refresh_from_db()
    assert note.text == "Neu"
    again = {**same, "kind": "meeting", "text": "Ganz anders"}
    again["base"] = unescape(re.search(r'name="base" value="([^"]*)"', page).group(1))
    assert agent_client.post(address, again).status_code == 303
    note.refresh_from_db()
    assert note.text == "Ganz anders"


def test_what_lies_in_the_bin_is_not_named(agent_client, agent, gruber, flat):
    data = NoteData("note", timezone.now(), "Besichtigt", contact=gruber, property=flat)
    add_note(user=agent, data=data)
    delete_contact(contact=gruber)
    page = agent_client.get(f"/immobilien/{flat.pk}/notizen/").content.decode()
    assert "Besichtigt" in page
    assert f"/kontakte/{gruber.pk}/" not in page
