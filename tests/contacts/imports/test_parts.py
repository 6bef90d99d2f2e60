"""Many at once is the same as one by one."""

import pytest

from contacts.deduplication.many_drafts import Stock
from contacts.deduplication.one_draft import find_duplicates
from contacts.derived.identity import draft_record
from contacts.imports.create import take_each, take_entries
from contacts.imports.entry import card_entries
from contacts.models import Contact, ContactKey, ContactWord
from contacts.services import refresh_derived
from tests.contacts.imports.people import address_book


@pytest.fixture
def stock(agency):
    take_entries(list(card_entries(address_book(120), agency.country)), agency=agency, user=None)
    return agency


def test_drafts_resemble_the_same_contacts_together_and_alone(stock):
    entries = list(card_entries(address_book(60, start=90), stock.country))
    records = [draft_record(entry.data, stock.country) for entry in entries]
    together = Stock(stock).resembling(records)
    alone = [find_duplicates(record, stock) for record in records]
    assert [[pk for pk, _found in one] for one in together] == [
        [candidate.contact.pk for candidate in one] for one in alone
    ]
    assert sum(map(bool, together)) >= 30


def test_queries_do_not_grow_with_the_number_of_cards(agency, django_assert_max_num_queries):
    entries = list(card_entries(address_book(100), agency.country))
    with django_assert_max_num_queries(40):
        take_entries(entries, agency=agency, user=None)
    assert Contact.objects.count() == 100


def test_what_is_derived_is_as_if_computed_anew(stock):
    def derived():
        return (
            sorted(ContactWord.objects.values_list("contact", "word", "sort_key")),
            sorted(ContactKey.objects.values_list("contact", "key")),
            sorted(Contact.objects.values_list("pk", "sort_key", "primary_phone", "search_text")),
        )

    before = derived()
    refresh_derived(Contact.objects.values_list("pk", flat=True))
    assert derived() == before


def test_a_card_that_the_database_refuses_costs_only_itself(agency):
    entries = list(card_entries(address_book(9), agency.country))
    entries[4].data.values["nationality"] = "ZZZ"  # longer than its column
    taken = take_each(entries, agency=agency)
    assert [one.outcome for one in taken].count("created") == 8
    assert taken[4].problems == ("Die Angaben lassen sich nicht speichern.",)
    assert Contact.objects.count() == 8
