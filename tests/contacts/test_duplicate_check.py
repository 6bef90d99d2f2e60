"""The duplicate check on save, also for two people saving at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from contacts.data import ContactData, RowData, address_row, phone_row
from contacts.deduplication.one_draft import find_duplicates
from contacts.derived.identity import draft_record
from contacts.errors import DuplicatesFound
from contacts.models import Contact
from contacts.services import (
    create_contacts,
    delete_contact,
    save_contact,
    take_decision_back,
    tell_apart,
)


def twin(**values):
    return ContactData(
        {"given_name": "Maria", "family_name": "Steininger", **values},
        phones=[phone_row("+43 664 4821390")],
    )


def create(agency, data, accept=False):
    return save_contact(agency=agency, contact=None, data=data, user=None, accept_duplicates=accept)


def test_a_resembling_contact_is_found_and_explained(agency, maria):
    with pytest.raises(DuplicatesFound) as caught:
        create(agency, twin())
    [candidate] = caught.value.candidates
    assert candidate.contact == maria
    reasons = [field.reason for field in candidate.comparison.fields]
    assert "Gleiche Telefonnummer" in reasons
    assert Contact.objects.count() == 1


def test_accepting_the_candidate_saves(agency, maria):
    created = create(agency, twin(), accept=[maria.pk])
    assert Contact.objects.present().count() == 2
    assert created.pk != maria.pk


def test_a_candidate_that_was_not_shown_is_asked_about_again(agency, maria):
    second = create(agency, twin(), accept=[maria.pk])
    with pytest.raises(DuplicatesFound) as caught:
        create(agency, twin(), accept=[maria.pk])
    assert {c.contact.pk for c in caught.value.candidates} == {maria.pk, second.pk}


def test_another_agency_and_deleted_contacts_are_no_candidates(agency, other_agency, maria):
    assert create(other_agency, twin()).agency == other_agency
    delete_contact(contact=maria)
    assert create(agency, twin()).pk


def test_a_change_asks_only_when_it_touches_who_it_is(agency, maria):
    other = create(agency, twin(), accept=True)
    moved = ContactData(addresses=[address_row(postal_code="1010", place="Wien")])
    save_contact(agency=agency, contact=other, data=moved, user=None)
    phone = other.phones.get()
    renamed = ContactData({"given_name": "Mariea"}, phones=[RowData({"kind": "home"}, id=phone.pk)])
    with pytest.raises(DuplicatesFound):
        save_contact(agency=agency, contact=other, data=renamed, user=None)
    other.refresh_from_db()
    assert other.given_name == "Maria"


def test_the_check_costs_one_query_at_any_size_and_one_for_all_names(agency, maria):
    items = [twin(birth_name=f"Nr {n}") for n in range(30)]
    create_contacts(agency=agency, items=items, user=None)
    with CaptureQueriesContext(connection) as captured:
        found = find_duplicates(draft_record(twin(), "AT"), agency)
        names = {candidate.contact.given_name for candidate in found}
    assert len(captured) == 2
    assert names == {"Maria"}


def test_a_contact_that_was_told_apart_is_not_asked_about_again(agency, agent, maria):
    other = create(agency, twin(), accept=True)
    decision = tell_apart(one=other, other=maria, user=agent)
    changed = ContactData({"given_name": "Mariea"})
    save_contact(agency=agency, contact=other, data=changed, user=None)
    take_decision_back(decision=decision)
    with pytest.raises(DuplicatesFound):
        save_contact(
            agency=agency, contact=other, data=ContactData({"given_name": "Maria"}), user=None
        )


@pytest.mark.django_db(transaction=True)
def test_two_people_saving_at_the_same_moment_make_one_contact(agency):
    start = Barrier(2)

    def attempt(_):
        try:
            start.wait(timeout=10)
            create(agency, twin())
        except DuplicatesFound:
            return "asked"
        finally:
            connections.close_all()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        results = sorted(pool.map(attempt, range(2)))
    assert results == ["asked", "saved"]
    assert Contact.objects.count() == 1
