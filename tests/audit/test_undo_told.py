"""What the record says once something is undone: all kinds of activities, titles and reasons."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from audit.activities import activity_types
from audit.context import acting, action
from audit.models import Activity, Change
from audit.naming import told_fields
from audit.queries import timeline, with_reasons
from audit.undo import reason_to_keep, undo_context
from base.accounts.models import User
from base.errors import DomainError
from base.ui.toasts import ToastStorage, take_toasts, toast
from contacts.consents.services import Given, record_consent, withdraw_consent
from contacts.data import ContactData
from contacts.models import Contact, ContactAddress, ContactFile, ContactPhone
from contacts.relations.services import RelationData, relate
from contacts.services import add_file, merge_contacts, save_contact
from properties.imports.take_over import import_listing
from properties.models import Property
from properties.notes.services import NoteData, add_note, remove_note
from properties.openimmo.listing import Listing
from properties.orders.services import create_order
from properties.services import add_document, add_image, save_property
from sharing.customers.services import record_view
from sharing.models import Confirmation, OutboxMail, ShareLink
from sharing.services import click_delete, confirm_terms, generate_link, queue_mail, save_link
from sharing.terms.services import revoke_terms
from tests.files.storing import store_proof
from tests.files.test_taking_in import PDF, picture

pytestmark = pytest.mark.django_db

# What remains true whatever is undone: somebody looked, a mail left.
LASTING = {
    "contacts.secret_shown",
    "contacts.exported",
    "sharing.link_viewed",
    "sharing.document_opened",
    "sharing.documents_downloaded",
    "sharing.mail_sent",
    "sharing.mail_failed",
    "sharing.mail_unclear",
    "sharing.mail_arrived",
}
UNDOABLE = sorted(
    kind.code for kind in activity_types() if kind.taken_back and kind.code not in LASTING
)


@pytest.fixture
def nora(agency):
    return Contact.objects.create(agency=agency, family_name="Huber", given_name="Nora")


class Office:
    """Does what an activity of a kind is about, and says about whom."""

    def __init__(self, agency, user, nora):
        self.agency, self.user, self.contact = agency, user, nora

    def link(self, *, is_saved=True) -> ShareLink:
        file = add_file(
            contact=self.contact, source=io.BytesIO(PDF), name="Grundriss.pdf", user=self.user
        )
        link, _context = generate_link(
            contact=self.contact, property=None, documents=[], files=[file.pk], user=self.user
        )
        if is_saved:
            save_link(link=link, valid_until=timezone.now() + timedelta(days=9))
        return link

    def sharing_link_saved(self):
        link = self.link(is_saved=False)
        save_link(link=link, valid_until=timezone.now() + timedelta(days=9))

    def sharing_link_deleted(self):
        delete(self.link())

    def sharing_terms_confirmed(self) -> Confirmation:
        return confirm_terms(
            contact=self.contact,
            confirmed_on=date(2026, 3, 1),
            source=io.BytesIO(PDF),
            name="agb.pdf",
            user=self.user,
        )

    def sharing_terms_revoked(self):
        confirmation = self.sharing_terms_confirmed()
        revoke_terms(confirmation=confirmation, reason="auf Wunsch", user=self.user)

    def contacts_consent_given(self):
        given = Given(
            channels=["email"],
            purpose="offers",
            text="Ja",
            given_at=timezone.now(),
            note="mündlich",
        )
        return record_consent(contact=self.contact, given=given, user=self.user)[0]

    def contacts_consent_withdrawn(self):
        withdraw_consent(consent=self.contacts_consent_given(), user=self.user)

    def contacts_merged(self):
        other = Contact.objects.create(agency=self.agency, family_name="Huber", given_name="N.")
        merge_contacts(kept=self.contact, gone=other)

    def properties_note_added(self):
        data = NoteData("call", timezone.now(), "Rief an", contact=self.contact)
        return add_note(user=self.user, data=data)[0]

    def orders_created(self):
        return create_order(contact=self.contact, title="Wohnung in Graz")

    def properties_imported(self):
        listing = Listing(object_number="A-1", title="Helle Wohnung", marketing_types=("buy",))
        with action("properties.import"):
            import_listing(agency=self.agency, listing=listing, user=self.user, source="a.xml")


def delete(link):
    click_delete(link=link)
    link.refresh_from_db()
    return click_delete(link=link, armed_at=link.armed_at.isoformat())


def last_words(kind):
    return Activity.objects.filter(kind__startswith=kind).order_by("-id").first()


def test_every_kind_says_whether_an_undo_changes_it():
    plain = {kind.code for kind in activity_types() if not kind.code.endswith(("done", "redone"))}
    assert plain == LASTING | set(UNDOABLE)


@pytest.mark.parametrize("kind", UNDOABLE)
def test_an_undo_goes_on_telling(agency, agent, nora, kind):
    office = Office(agency, agent, nora)
    with acting(actor="Anna"):
        getattr(office, kind.replace(".", "_"))()
        first = last_words(kind)
        undone = undo_context(context=first.context, agency_id=agency.pk)
        told = last_words(kind)
        redone = undo_context(context=undone.context, agency_id=agency.pk)
        again = last_words(kind)
        undo_context(context=redone.context, agency_id=agency.pk)
    assert [told.kind, again.kind, last_words(kind).kind] == [
        f"{kind}.undone",
        f"{kind}.redone",
        f"{kind}.undone",
    ]
    assert (told.context, told.evidence["entry"]) == (undone.context, first.pk)
    assert told.at > first.at
    assert "zurückgenommen" in told.summary
    assert "wieder" in again.summary.lower()
    assert set(told.subjects.values_list("subject_type", "subject_id")) == set(
        first.subjects.values_list("subject_type", "subject_id")
    )
    first_now = Activity.objects.get(pk=first.pk)
    assert (first_now.summary, first_now.evidence) == (first.summary, first.evidence)


def test_the_activity_record_ends_with_what_the_link_does(agency, agent, nora, agent_client):
    office = Office(agency, agent, nora)
    link = office.link()
    context = delete(link)
    undone = undo_context(context=context, agency_id=agency.pk)
    assert ShareLink.objects.open_at(timezone.now()).filter(pk=link.pk).exists()
    page = agent_client.get(reverse("contacts:activities", args=[nora.pk])).content.decode()
    told = "Löschen des Links zurückgenommen: der Link öffnet wieder (Grundriss.pdf)"
    assert 0 < page.index(told) < page.index("Link gelöscht: Grundriss.pdf")
    undo_context(context=undone.context, agency_id=agency.pk)
    page = agent_client.get(reverse("contacts:activities", args=[nora.pk])).content.decode()
    again = "Link wieder gelöscht: der Link öffnet nichts mehr (Grundriss.pdf)"
    assert 0 < page.index(again) < page.index(told)


def test_an_expired_link_is_not_said_to_open(agency, agent, nora):
    link = Office(agency, agent, nora).link()
    context = delete(link)
    with connection.cursor() as cursor:  # time goes by
        past = timezone.now() - timedelta(days=1)
        cursor.execute("UPDATE sharing_sharelink SET valid_until = %s", [past])
    undo_context(context=context, agency_id=agency.pk)
    assert "abgelaufen" in last_words("sharing.link_deleted").summary


def entries(contact):
    story = timeline(agency_id=contact.agency_id, subject=("contact", contact.pk))
    return with_reasons(story.entries)


def test_the_history_says_what_was_taken_back_and_done_again(agency, nora):
    with acting(actor="Anna"), action("test.add") as added:
        ContactPhone.objects.create(agency=agency, contact=nora, number="+43 664 1")
    undone = undo_context(context=added.id, agency_id=agency.pk)
    undo_context(context=undone.context, agency_id=agency.pk)
    assert [entry.title for entry in entries(nora)][:3] == [
        "Wieder ausgeführt: Telefonnummer hinzugefügt: +43 664 1",
        "Rückgängig gemacht: Telefonnummer hinzugefügt: +43 664 1",
        "Telefonnummer hinzugefügt: +43 664 1",
    ]


def test_added_changed_and_removed_rows_are_told_apart(agency, nora):
    with acting(actor="Anna"), action("test.add"):
        home = ContactAddress.objects.create(
            agency=agency,
            contact=nora,
            street="Herrengasse",
            house_number="3",
            door="7",
            postal_code="8010",
            place="Graz",
        )
    with acting(actor="Anna"), action("test.change"):
        ContactAddress.objects.filter(pk=home.pk).update(street="Sporgasse")
    with acting(actor="Anna"), action("test.remove"):
        home.delete()
    assert [entry.title for entry in entries(nora)][:3] == [
        "Adresse entfernt: Sporgasse 3/7, 8010 Graz",
        "Adresse geändert: Straße Herrengasse → Sporgasse",
        "Adresse hinzugefügt: Herrengasse 3/7, 8010 Graz",
    ]


def test_every_recorded_model_says_what_names_its_rows():
    recorded = [
        model
        for model in apps.get_models()
        if any(one.name == "history" for one in getattr(model._meta, "triggers", ()))
        and model not in (Contact, Property)
    ]
    assert len(recorded) > 12
    for model in recorded:
        assert told_fields(model), model
        assert all(model._meta.get_field(name) for name in told_fields(model))


def test_recent_names_files(agent_client, agency, agent, nora):
    file = add_file(contact=nora, source=io.BytesIO(PDF), name="Grundriss.pdf", user=agent)
    with action("test.remove"):
        type(file).objects.filter(pk=file.pk).update(deleted_at=timezone.now())
    page = agent_client.get(reverse("contacts:recent", args=[nora.pk])).content.decode()
    assert "Datei hinzugefügt: Grundriss.pdf" in page
    assert "Datei gelöscht: Grundriss.pdf" in page


def test_pictures_without_a_title_are_named_by_their_file(agency, agent):
    flat = save_property(agency=agency, values={"title": "Wohnung"}, user=agent)
    add_image(property=flat, source=io.BytesIO(picture()), name="Balkon.jpg", user=agent)
    story = timeline(agency_id=agency.pk, subject=("property", flat.pk))
    assert story.entries[0].title == "Bild hinzugefügt: Balkon.jpg"


class TestOfferedWhereItWorks:
    """The page's button and the undo itself give the same answer."""

    def offered(self, contact, context) -> str:
        (entry,) = [one for one in entries(contact) if one.context == context]
        assert bool(entry.why_not) == bool(reason_to_keep(context, contact.agency_id))
        if entry.why_not:
            with pytest.raises(DomainError) as refused:
                undo_context(context=context, agency_id=contact.agency_id)
            assert str(refused.value) == entry.why_not
        return entry.why_not

    def added(self, contact, number="+43 664 1"):
        with acting(actor="Anna"), action("test.add") as context:
            phone = ContactPhone.objects.create(
                agency=contact.agency, contact=contact, number=number
            )
        return phone, context.id

    def test_what_was_taken_back(self, agency, nora):
        _phone, context = self.added(nora)
        assert self.offered(nora, context) == ""
        undo_context(context=context, agency_id=agency.pk)
        assert self.offered(nora, context) == "Das ist bereits zurückgenommen."

    def test_what_was_changed_since(self, agency, nora):
        phone, context = self.added(nora)
        with action("test.change") as changed:
            ContactPhone.objects.filter(pk=phone.pk).update(number="+43 664 2")
        assert self.offered(nora, context) == "Das wurde seither geändert."
        assert ContactPhone.objects.get(pk=phone.pk).number == "+43 664 2"
        undo_context(context=changed.id, agency_id=agency.pk)
        assert self.offered(nora, context) == ""

    def test_a_field_changed_since(self, agency, nora):
        with action("test.rename") as context:
            Contact.objects.filter(pk=nora.pk).update(family_name="Maier")
        with action("test.rename"):
            Contact.objects.filter(pk=nora.pk).update(family_name="Mayr")
        assert self.offered(nora, context.id) == "Das wurde seither geändert."

    def test_whose_place_is_taken(self, agency, nora):
        other = Contact.objects.create(agency=agency, family_name="Huber", given_name="Otto")
        relation = relate_two(nora, other)
        with action("test.remove") as context:
            relation.delete()
        assert self.offered(nora, context.id) == ""
        relate_two(nora, other)
        assert self.offered(nora, context.id) == "Das wurde seither geändert."

    def test_a_value_that_is_taken(self, agency, nora, agent):
        phone, _context = self.added(nora)
        ContactPhone.objects.filter(pk=phone.pk).update(is_primary=True)
        with action("test.change") as context:
            ContactPhone.objects.filter(pk=phone.pk).update(is_primary=False)
        other, _other = self.added(nora, "+43 664 9")
        ContactPhone.objects.filter(pk=other.pk).update(is_primary=True)
        assert self.offered(nora, context.id) == "Ein neuerer Eintrag steht dem entgegen."

    def test_two_rows_that_changed_places_in_one_action(self, agency, nora):
        first, _context = self.added(nora)
        second, _other = self.added(nora, "+43 664 9")
        ContactPhone.objects.filter(pk=first.pk).update(is_primary=True)
        with action("test.swap") as context:
            ContactPhone.objects.filter(pk=first.pk).update(is_primary=False)
            ContactPhone.objects.filter(pk=second.pk).update(is_primary=True)
        assert self.offered(nora, context.id) == ""
        undo_context(context=context.id, agency_id=agency.pk)
        first.refresh_from_db()
        assert first.is_primary

    def test_a_mail_that_left(self, agency, agent, nora):
        with acting(actor="Anna"):
            mail = queue_mail(
                contact=nora, user=agent, to="nora@example.at", subject="Guten Tag", text="Text"
            )
        context = Change.objects.get(table_name="sharing_outboxmail", operation="I").context
        assert self.offered(nora, context) == ""
        now = timezone.now()
        OutboxMail.objects.filter(pk=mail.pk).update(state="sent", sent_at=now)
        assert "verlassen" in self.offered(nora, context)
        assert OutboxMail.objects.filter(pk=mail.pk).exists()

    def test_a_link_that_somebody_opened(self, agency, agent, nora):
        office = Office(agency, agent, nora)
        link = office.link(is_saved=False)
        context = save_link(link=link, valid_until=timezone.now() + timedelta(days=9))
        assert self.offered(nora, context) == ""
        record_view(link=link, address="192.0.2.1", user_agent="")
        assert "angesehen" in self.offered(nora, context)

    def test_making_a_link_that_was_saved_since(self, agency, agent, nora):
        link = Office(agency, agent, nora).link()
        (made,) = Change.objects.filter(
            table_name="sharing_sharelink", operation="I", row_id=link.pk
        )
        assert "gespeichert" in self.offered(nora, made.context)

    def test_the_page_says_why(self, agency, nora, agent_client):
        _phone, context = self.added(nora)
        undo_context(context=context, agency_id=agency.pk)
        page = agent_client.get(reverse("contacts:history", args=[nora.pk])).content.decode()
        assert reverse("audit:undo", args=[context]) not in page
        assert "bereits zurückgenommen" in page

    def test_a_toast_asks_the_same(self, agency, nora, agent_client):
        said = {"to_nobody": uuid4(), "to_somebody": self.added(nora)[1]}
        request = RequestFactory().get("/")
        request.user = User.objects.get(agency=agency, pk=agent_client.session["_auth_user_id"])
        request.session = agent_client.session
        request._messages = ToastStorage(request)
        for context in said.values():
            toast(request, "Gespeichert.", undo=context)
        urls = [one.undo_url for one in take_toasts(request)]
        assert urls == ["", reverse("audit:undo", args=[said["to_somebody"]])]


def relate_two(one, other):
    return relate(contact=one, other=other, data=RelationData(kind="spouse"))


def test_undoing_a_creation_leads_to_a_page_that_exists(agency, agent, agent_client):
    with acting(actor="Anna"), action("test.create") as context:
        made = save_contact(
            agency=agency,
            contact=None,
            user=agent,
            accept_duplicates=True,
            data=ContactData({"family_name": "Neu", "given_name": "Eva"}),
        )
    history = reverse("contacts:history", args=[made.pk])
    answer = agent_client.post(
        reverse("audit:undo", args=[context.id]), {"next": history}, follow=True
    )
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("contacts:list")


def test_undoing_an_order_leads_to_its_contact(agency, nora, agent_client):
    order = create_order(contact=nora, title="Wohnung")
    (made,) = Change.objects.filter(table_name="properties_searchorder", operation="I")
    answer = agent_client.post(
        reverse("audit:undo", args=[made.context]), {"next": order.get_absolute_url()}, follow=True
    )
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("contacts:detail", args=[nora.pk])


def test_a_file_with_the_number_of_its_contact_is_no_creation_of_it(agency, agent, nora):
    """A soft row whose id happens to be that of its subject."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('contacts_contactfile', 'id'), %s, false)",
            [nora.pk],
        )
    with acting(actor="Anna"), action("test.both") as context:
        stored = store_proof(agency=agency, source=io.BytesIO(PDF), name="a.pdf", user=agent)
        file = ContactFile.objects.create(agency=agency, contact=nora, stored=stored, name="a.pdf")
        Contact.objects.filter(pk=nora.pk).update(family_name="Maier")
    assert file.pk == nora.pk
    undo_context(context=context.id, agency_id=agency.pk)
    nora.refresh_from_db()
    assert nora.family_name == "Huber"


def test_a_removed_note_stays_told(agency, agent, nora):
    note = Office(agency, agent, nora).properties_note_added()
    context = remove_note(note=note)
    undo_context(context=context, agency_id=agency.pk)
    assert entries(nora)[0].title.startswith("Rückgängig gemacht: Notiz entfernt: Telefonat")


def test_documents_of_a_property(agency, agent):
    flat = save_property(agency=agency, values={"title": "Wohnung"}, user=agent)
    add_document(property=flat, source=io.BytesIO(PDF), name="Energieausweis.pdf", user=agent)
    story = timeline(agency_id=agency.pk, subject=("property", flat.pk))
    assert story.entries[0].title == "Dokument hinzugefügt: Energieausweis.pdf"
