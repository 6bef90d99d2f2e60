"""The change table: every way to write is recorded, attributed and can be undone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from audit.context import acting, action
from audit.describe import describe
from audit.models import Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.models import Contact, ContactPhone
from properties.models import Property

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(agency):
    return Contact.objects.create(
        agency=agency, family_name="Steininger", iban="AT611904300234573201"
    )


def changes(contact):
    return Change.objects.filter(subject_type="contact", subject_id=contact.pk).order_by("id")


def test_bulk_update_is_recorded_with_its_actor(contact):
    with acting(actor_id=7, actor="Anna", address="192.0.2.1", action="test.rename"):
        Contact.objects.filter(pk=contact.pk).update(family_name="Meier")
    change = changes(contact).last()
    assert change.operation == "U"
    assert change.before == {"family_name": "Steininger"}
    assert change.after == {"family_name": "Meier"}
    assert (change.actor_id, change.actor, change.address) == (7, "Anna", "192.0.2.1")


def test_raw_sql_is_recorded_without_context(contact):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE contacts_contact SET given_name = 'Eva' WHERE id = %s", [contact.pk])
    change = changes(contact).last()
    assert change.after == {"given_name": "Eva"}
    assert change.actor == ""


def test_a_save_that_changes_nothing_leaves_no_entry(contact):
    before = changes(contact).count()
    contact.save()
    assert changes(contact).count() == before


def test_secrets_never_enter_as_values(contact):
    contact.iban = "DE89370400440532013000"
    contact.save()
    told = str(list(changes(contact).values("before", "after")))
    assert changes(contact).last().after["iban"] == "•••"
    with connection.cursor() as cursor:
        cursor.execute("SELECT iban FROM contacts_contact WHERE id = %s", [contact.pk])
        stored = cursor.fetchone()[0]
    assert "DE8937" not in stored
    assert stored not in told


def test_child_rows_appear_on_the_timeline_of_the_contact(agency, contact):
    phone = ContactPhone.objects.create(agency=agency, contact=contact, number="+43 664 1")
    phone.delete()
    assert [(c.table_name, c.operation) for c in changes(contact)][1:] == [
        ("contacts_contactphone", "I"),
        ("contacts_contactphone", "D"),
    ]


def test_undo_takes_a_whole_context_back_and_keeps_later_work(agency, contact):
    phone = ContactPhone.objects.create(agency=agency, contact=contact, number="+43 664 1")
    with acting(actor="Anna"), action("test.edit") as context:
        Contact.objects.filter(pk=contact.pk).update(family_name="Meier", given_name="Eva")
        phone.delete()
    Contact.objects.filter(pk=contact.pk).update(given_name="Maria")
    undone = undo_context(context=context.id, agency_id=agency.pk)
    contact.refresh_from_db()
    assert (contact.family_name, contact.given_name) == ("Steininger", "Maria")
    assert contact.phones.get().number == "+43 664 1"
    assert undone.kept == [("contacts_contact", contact.pk, "given_name")]


def test_undo_of_a_creation_deletes_softly(agency):
    with acting(actor="Anna"), action("test.create") as context:
        made = Contact.objects.create(agency=agency, family_name="Neu")
        ContactPhone.objects.create(agency=agency, contact=made, number="+43 1 1")
    undo_context(context=context.id, agency_id=agency.pk)
    made.refresh_from_db()
    assert made.deleted_at is not None
    assert made.phones.count() == 1


def test_undo_of_another_agency_is_refused(agency, other_agency):
    with acting(actor="Anna"), action("test.create") as context:
        Contact.objects.create(agency=agency, family_name="Neu")
    with pytest.raises(DomainError):
        undo_context(context=context.id, agency_id=other_agency.pk)
    assert Contact.objects.present().filter(family_name="Neu").exists()


LONG_AGO = datetime(2020, 2, 3, 10, 30, tzinfo=UTC)


def test_the_owner_may_say_when_something_was(agency):
    with acting(actor="Anna", at=LONG_AGO), action("test.create") as context:
        Contact.objects.create(agency=agency, family_name="Neu")
    told = Change.objects.get(context=context.id)
    assert LONG_AGO <= told.at < LONG_AGO + timedelta(hours=1)


def test_codes_of_countries_and_languages_are_told_by_name(agency):
    with acting(actor="Anna"), action("test.create") as context:
        Contact.objects.create(agency=agency, family_name="Neu", nationality="HU", language="cs")
    (described,) = describe(Change.objects.filter(context=context.id))
    told = {one.label: one.after for one in described.differences}
    assert (told["Staatsangehörigkeit"], told["Sprache"]) == ("Ungarn", "Tschechisch")


def test_amounts_are_told_in_the_currency_that_they_were_in(agency):
    """Also where the currency changed along with the amount, or later."""
    flat = Property.objects.create(agency=agency, title="Altbau", price=300000, currency="CHF")
    rows = Property.objects.filter(pk=flat.pk)
    rows.update(price=310000)
    rows.update(price=Decimal("320000.50"), currency="EUR")
    rows.update(rent=850)
    rows.update(currency="XAU")
    rows.update(deposit=5)
    told = describe(Change.objects.filter(table_name="properties_property").order_by("id"))
    amounts = [
        (one.label, one.before, one.after)
        for described in told
        for one in described.differences
        if one.label in ("Kaufpreis", "Miete (netto)", "Kaution")
    ]
    assert amounts == [
        ("Kaufpreis", "", "300.000 CHF"),
        ("Kaufpreis", "300.000 CHF", "310.000 CHF"),
        ("Kaufpreis", "310.000 CHF", "320.000,50 €"),
        ("Miete (netto)", "", "850 €"),
        ("Kaution", "", "5 XAU"),
    ]
