"""After »endgültig löschen« nothing of a person is left: not in any table, not in any file."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.utils import timezone

from audit.context import acting
from audit.models import Activity, Change
from base.encryption import EncryptedTextField
from base.jobs.models import ImportItem, ImportRun, ImportSource
from base.jobs.services import begin_reading, forget_done_sources, release_run, start_run
from contacts.imports.column_setup import options, setups
from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone
from contacts.record.services.erasing import erase_contact
from contacts.services import add_file, delete_contact, refresh_derived
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.orders.services import create_order
from sharing.customers.services import record_view
from sharing.models import OutboxMail
from sharing.services import confirm_terms, generate_link, queue_mail
from tests.files.test_taking_in import PDF

MARK = "Zyxwv"
CSV = (
    "Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort;Ausweisnummer;Bemerkung\n"
    "ZyxwvVorname;ZyxwvNachname;zyxwv@example.at;+43 664 9182736;Zyxwvgasse 1;8010;Graz;"
    "ZYXWV4711;Zyxwv kam am Montag\n"
    "Eva;Bleibt;eva@example.at;;;;;;\n"
)
PLAIN = (models.CharField, models.TextField)


def _every_text(row: models.Model) -> None:
    """Puts a value of its own into each column that takes free text."""
    for field in row._meta.concrete_fields:
        is_free = isinstance(field, PLAIN) and field.editable and not field.flatchoices
        room = getattr(field, "max_length", None) or 100
        if is_free and room >= 20 and not getattr(row, field.attname):
            setattr(row, field.attname, f"{MARK}{field.name}"[:room])
    row.save()


def _stored_texts() -> dict[str, str]:
    texts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            texts[table] = cursor.fetchone()[0] or ""
    return texts


def _where(*needles: str) -> set[str]:
    small = [needle.lower() for needle in needles]
    found = {
        table for table, text in _stored_texts().items() if any(n in text.lower() for n in small)
    }
    for path in Path(settings.STORAGES["default"]["OPTIONS"]["location"]).rglob("*"):
        if path.is_file() and any(n.encode() in path.read_bytes().lower() for n in small):
            found.add(str(path))
    return found


@pytest.fixture
def imported(agency, agent) -> Contact:
    """A person who came by an import, got every value there is, and did what customers do."""
    upload = SimpleUploadedFile(f"{MARK}.csv", CSV.encode())
    run = start_run(agency=agency, kind="contacts", user=agent, uploads=[upload])
    if run.state == "setup":
        from_columns(run)
    release_run(run=run, user=agent)
    contact = Contact.objects.get(family_name="ZyxwvNachname")
    with acting(actor_id=agent.pk, actor=str(agent)):
        _every_text(contact)
        for model in (ContactPhone, ContactEmail, ContactAddress):
            for row in model.objects.filter(contact=contact):
                _every_text(row)
        refresh_derived([contact.pk])
    return contact


def from_columns(run: ImportRun) -> None:
    """Takes the guessed columns as they are."""
    begin_reading(run=run, options=options(list(setups(run, {}))))
    run.refresh_from_db()


def _lives(contact, agent):
    create_order(
        contact=contact,
        title=f"{MARK}suche",
        criteria=[Wanted(CriterionKind.PLACE, codes=("8010",))],
    )
    queue_mail(contact=contact, user=agent, to="zyxwv@example.at", subject=f"{MARK}x", text=MARK)
    OutboxMail.objects.update(state="sent", sent_at=timezone.now())
    confirm_terms(
        contact=contact,
        confirmed_on=timezone.localdate(),
        source=io.BytesIO(PDF),
        name=f"{MARK}.pdf",
        user=agent,
    )
    file = add_file(contact=contact, source=io.BytesIO(PDF), name=f"{MARK}.pdf", user=agent)
    link, _undo = generate_link(
        contact=contact, property=None, documents=[], files=[file.pk], user=agent
    )
    record_view(link=link, address="203.0.113.9", user_agent=f"{MARK}phone")


def test_nothing_of_an_erased_person_is_left(imported, agent, django_capture_on_commit_callbacks):
    _lives(imported, agent)
    before = _where(MARK, "9182736")
    assert {"contacts_contact", "jobs_importitem", "audit_change", "audit_activity"} <= before
    entries = Change.objects.filter(subject_type="contact", subject_id=imported.pk).count()
    with django_capture_on_commit_callbacks(execute=True):
        delete_contact(contact=imported)
        erase_contact(contact=imported)
    assert _where(MARK, "9182736", "203.0.113.9", *secrets(imported)) == set()
    left = Change.objects.filter(subject_type="contact", subject_id=imported.pk)
    assert left.count() > entries
    assert Activity.objects.filter(subjects__subject_id=imported.pk).exists()
    # Whoever else came with the same file is untouched.
    assert ImportItem.objects.get(title__contains="Bleibt").outcome == "created"
    assert Change.objects.filter(after__family_name="Bleibt").exists()


def secrets(contact: Contact) -> list[str]:
    return [
        token
        for field in Contact._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
        if (token := getattr(getattr(contact, field.attname), "token", ""))
    ]


def test_the_source_of_an_import_is_encrypted_and_goes_when_it_is_done(
    agency, agent, django_capture_on_commit_callbacks
):
    upload = SimpleUploadedFile("liste.csv", CSV.encode())
    run = start_run(agency=agency, kind="contacts", user=agent, uploads=[upload])
    if run.state == "setup":
        from_columns(run)
    source = ImportSource.objects.get()
    path = Path(source.content.path)
    assert b"4711" not in path.read_bytes()
    assert source.read() == CSV.encode()
    with django_capture_on_commit_callbacks(execute=True):
        release_run(run=run, user=agent)
    assert not path.exists()
    assert ImportSource.objects.get().content.name == ""


def test_files_of_runs_done_before_they_went_with_them_go_as_well(
    agency, agent, django_capture_on_commit_callbacks
):
    left, under_review = (
        start_run(
            agency=agency,
            kind="contacts",
            user=agent,
            uploads=[SimpleUploadedFile("liste.csv", CSV.encode())],
        )
        for _run in range(2)
    )
    ImportRun.objects.filter(pk=left.pk).update(state="done", finished_at=timezone.now())
    gone, kept = (Path(run.sources.get().content.path) for run in (left, under_review))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_done_sources() == 1
    assert forget_done_sources() == 0
    assert not gone.exists()
    assert kept.exists()
    assert left.sources.get().name == "liste.csv"
