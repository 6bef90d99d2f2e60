"""Creating and changing contacts: derived columns, rows below, history."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.context import action
from audit.models import Change
from audit.undo import undo_context
from base.editing.baseline import baseline
from base.editing.carried import rebased
from base.editing.conflicts import ChangedMeanwhile, Conflict
from contacts.data import ContactData, RowData, address_row, email_row, phone_row
from contacts.derived.columns import COLUMNS
from contacts.models import Contact, ContactKey, ContactPhone, ContactWord, MatchRecord
from contacts.services import (
    create_contacts,
    delete_contact,
    refresh_derived,
    save_contact,
    touch_activity,
)


def save(contact, **values):
    rows = {name: values.pop(name) for name in ("phones", "emails", "addresses") if name in values}
    base = values.pop("base", None)
    return save_contact(
        agency=contact.agency,
        contact=contact,
        data=ContactData(values, base=base, **rows),
        user=None,
        accept_duplicates=True,
    )


def test_a_new_contact_has_its_derived_columns(maria):
    assert maria.sort_key == "steininger maria"
    assert maria.primary_phone == "+43 664 4821390"
    assert maria.primary_email == "maria.steininger@example.at"
    assert maria.primary_place == "8010 Graz"
    assert maria.place_key == "graz 8010"
    assert maria.initials == "MS"
    assert maria.responsible.name == "Anna Huber"
    assert maria.keys.exists()
    words = set(maria.words.values_list("word", flat=True))
    assert {"maria", "steininger", "6644821390", "436644821390", "8010", "graz"} <= words


def derived_of(pk: int) -> dict[str, object]:
    return {
        **Contact.objects.values(*COLUMNS).get(pk=pk),
        "words": sorted(ContactWord.objects.filter(contact=pk).values_list("word", "sort_key")),
        "keys": sorted(ContactKey.objects.filter(contact=pk).values_list("key", flat=True)),
        "packed": MatchRecord.objects.get(pk=pk).packed,
    }


def test_a_new_contact_is_derived_as_if_it_were_read_anew(agency, agent):
    person = {
        "given_name": "Jörg",
        "family_name": "Öller",
        "birth_name": "Groß",
        "tags": ["A", "b"],
    }
    items = [
        ContactData(
            {**person, "birth_date_text": "31.02.1956", "salutation": "mr"},
            phones=[phone_row("0316 4711"), phone_row("0664 4821390", is_primary=True)],
            emails=[email_row(" j.oeller@example.at "), email_row("zwei@example.at")],
            addresses=[
                address_row(street="Ring", house_number="1/2", postal_code="8010", place="Graz")
            ],
        ),
        ContactData({"kind": "company", "company_name": "Öller & Söhne GmbH"}),
        ContactData({"kind": "couple", "family_name": "Öller"}),
    ]
    for contact in create_contacts(agency=agency, items=items, user=agent):
        created = derived_of(contact.pk)
        refresh_derived([contact.pk])
        assert derived_of(contact.pk) == created
        assert created["words"]


def test_the_first_of_each_kind_is_primary(maria):
    assert [p.is_primary for p in maria.phones.all()] == [True, False]
    assert maria.phones.first().e164 == "+436644821390"


def test_an_odd_number_is_kept_as_typed(maria):
    save(maria, phones=[phone_row("DW 17, nur vormittags")])
    odd = maria.phones.get(number="DW 17, nur vormittags")
    assert odd.e164 == ""


def test_a_change_is_recorded_field_by_field(maria):
    before = Change.objects.count()
    with action("contacts.update"):
        save(maria, family_name="Huber")
    new = Change.objects.filter(table_name="contacts_contact").latest("id")
    assert Change.objects.count() == before + 1
    assert new.before == {"family_name": "Steininger"}
    assert new.after == {"family_name": "Huber"}
    assert new.action == "contacts.update"


def test_saving_the_same_again_changes_nothing(maria):
    before = Change.objects.count()
    phone = maria.phones.first()
    row = RowData({"number": phone.number, "kind": phone.kind}, id=phone.pk)
    saved = save(maria, family_name="Steininger", phones=[row])
    assert Change.objects.count() == before
    assert saved.version == 1


def test_primary_moves_to_the_chosen_row(maria):
    first, second = maria.phones.all()
    rows = [
        RowData({"is_primary": False}, id=first.pk, base={"is_primary": True}),
        RowData({"is_primary": True}, id=second.pk, base={"is_primary": False}),
    ]
    saved = save(maria, phones=rows)
    assert list(saved.phones.filter(is_primary=True)) == [second]
    assert saved.primary_phone == second.number


def test_removing_the_primary_row_promotes_another(maria):
    first, second = maria.phones.all()
    saved = save(maria, phones=[RowData({}, id=first.pk, removed=True)])
    assert list(saved.phones.values_list("pk", "is_primary")) == [(second.pk, True)]


def test_a_row_of_another_contact_is_never_touched(maria, agency, agent):
    other = create_contacts(
        agency=agency,
        items=[ContactData({"family_name": "Zwei"}, phones=[phone_row("0664 111 22 33")])],
        user=agent,
    )[0]
    foreign = other.phones.get()
    save(maria, phones=[RowData({"number": "0664 999 88 77"}, id=foreign.pk, removed=True)])
    foreign.refresh_from_db()
    assert foreign.contact_id == other.pk
    assert foreign.number == "+43 664 1112233"


def test_untouched_fields_keep_what_others_saved(maria):
    base = baseline(maria, ["family_name", "given_name"])
    save(maria, family_name="Huber")
    saved = save(maria, base=base, family_name="Steininger", given_name="Marie")
    assert (saved.family_name, saved.given_name) == ("Huber", "Marie")


def test_the_same_field_changed_by_two_is_a_conflict(maria):
    base = baseline(maria, ["family_name"])
    save(maria, family_name="Huber")
    with pytest.raises(ChangedMeanwhile) as caught:
        save(maria, base=base, family_name="Gruber")
    [conflict] = caught.value.conflicts
    assert (conflict.field, conflict.theirs, conflict.mine) == ("family_name", "Huber", "Gruber")
    maria.refresh_from_db()
    assert maria.family_name == "Huber"


def test_rows_that_others_added_meanwhile_stay(maria):
    phone = maria.phones.first()
    base = baseline(phone, ["number", "kind", "is_primary"])
    save(maria, phones=[phone_row("0699 12345678")])
    saved = save(
        maria, phones=[RowData({**base, "number": "0664 4821391"}, id=phone.pk, base=base)]
    )
    assert saved.phones.count() == 3
    assert saved.primary_phone == "+43 664 4821391"


def test_a_phone_that_another_changed_stays_when_untouched(maria):
    phone = maria.phones.first()
    base = baseline(phone, ["number", "kind", "is_primary"])
    save(maria, phones=[RowData({"number": "0699 12345678"}, id=phone.pk)])
    saved = save(maria, given_name="Marie", phones=[RowData(dict(base), id=phone.pk, base=base)])
    phone.refresh_from_db()
    assert (phone.number, phone.e164) == ("+43 699 12345678", "+4369912345678")
    assert saved.given_name == "Marie"


def test_deleting_takes_it_out_of_search_and_comparison_and_undo_brings_it_back(maria):
    with action("contacts.delete") as context:
        delete_contact(contact=maria)
    assert not ContactWord.objects.filter(contact=maria).exists()
    assert not ContactKey.objects.filter(contact=maria).exists()
    undo_context(context=context.id, agency_id=maria.agency_id)
    maria.refresh_from_db()
    assert maria.deleted_at is None
    assert ContactWord.objects.filter(contact=maria, word="steininger").exists()
    assert ContactKey.objects.filter(contact=maria).exists()


def test_undoing_a_change_of_a_phone_refreshes_the_columns(maria):
    phone = maria.phones.first()
    with action("contacts.update") as context:
        save(maria, phones=[RowData({"number": "0699 12345678"}, id=phone.pk)])
    undo_context(context=context.id, agency_id=maria.agency_id)
    maria.refresh_from_db()
    assert maria.primary_phone == "+43 664 4821390"


def queries_of_refresh(ids):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        refresh_derived(ids)
    return len(captured)


def test_refreshing_many_costs_as_many_queries_as_one(agency, agent):
    items = [
        ContactData({"family_name": f"Test{n}"}, phones=[phone_row(f"0664 1000{n:03}")])
        for n in range(120)
    ]
    ids = [contact.pk for contact in create_contacts(agency=agency, items=items, user=agent)]
    assert queries_of_refresh(ids[:1]) == queries_of_refresh(ids)


def test_derived_values_follow_changes_behind_the_services(maria):
    ContactPhone.objects.filter(contact=maria).delete()
    Contact.objects.filter(pk=maria.pk).update(family_name="Ärztekammer-Öllinger")
    refresh_derived([maria.pk])
    maria.refresh_from_db()
    assert maria.sort_key == "arztekammer ollinger maria"
    assert maria.primary_phone == ""


def test_last_activity_never_moves_back(maria):
    late, early = datetime(2026, 5, 2, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    touch_activity([maria.pk], late)
    touch_activity([maria.pk], early)
    maria.refresh_from_db()
    assert maria.last_activity_at == late


def test_an_email_is_stored_without_blanks_around_it(maria):
    saved = save(maria, emails=[email_row("  neu@example.at ")])
    assert saved.emails.filter(address="neu@example.at").exists()


def test_a_field_out_of_the_conflict_stays_as_the_other_made_it():
    shown = {"own": {"position": "", "company_name": ""}, "phones": {"5": {"number": "1"}}}
    now = {"own": {"position": "B", "company_name": "GmbH"}, "phones": {"5": {"number": "2"}}}
    conflicts = [Conflict("Position", "position", "B", "A")]
    assert json.loads(rebased(shown, now, conflicts)) == {
        "own": {"position": "B", "company_name": ""},
        "phones": {"5": {"number": "1"}},
    }
    phone = Conflict("Telefon", "number", "2", "3", row_id=5, rows="phones")
    assert json.loads(rebased(shown, now, [phone]))["phones"] == {"5": {"number": "2"}}
    gone = Conflict("Telefon", "", "2", "entfernt", row_id=5, rows="phones")
    assert json.loads(rebased(shown, now, [gone]))["phones"] == {"5": {"number": "2"}}
    assert json.loads(rebased({}, {}, [phone])) == {}
