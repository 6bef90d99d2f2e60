"""The made-up stock: the same every time, and as the product itself would have stored it."""

import pytest
from django.db import connection

from bench.stock.loading import copy_rows, open_office
from bench.stock.people import people
from bench.stock.rows import chunk_rows, chunks_of
from contacts.fields.normalise import PhoneNumber, read_phone
from contacts.models import Contact, ContactKey, ContactWord
from contacts.services import refresh_derived

COUNT = 120


def load(count=COUNT):
    """Copies a stock into the database of the test."""
    office = open_office()
    with connection.cursor() as wrapped:
        copy_rows(wrapped.cursor, chunk_rows(0, count, office))
    return office


def test_a_seed_always_makes_the_same_people():
    assert list(people("seed", 200)) == list(people("seed", 200))
    assert list(people("seed", 20)) != list(people("other", 20))


def test_names_are_spread_like_names():
    names = [person.values["family_name"] for person in people("spread", 4_000)]
    assert 0.005 < names.count("Müller") / len(names) < 0.04
    assert len(set(names)) > 800


def test_phones_are_written_as_the_product_writes_them():
    phones = [phone for person in people("phones", 400) for phone in person.phones]
    assert len(phones) > 300
    for phone in phones:
        assert read_phone(phone.e164, "AT") == PhoneNumber(phone.number, phone.e164)


def test_chunks_make_up_the_whole():
    assert list(chunks_of(2_500)) == [(0, 1_000), (1, 1_000), (2, 500)]


@pytest.mark.django_db
def test_what_is_loaded_is_what_the_product_derives():
    office = load()
    ids = list(Contact.objects.filter(agency=office.agency_id).values_list("pk", flat=True))
    assert len(ids) == COUNT

    def derived():
        columns = [str(field.column) for field in Contact._meta.concrete_fields]
        return (
            list(Contact.objects.order_by("pk").values_list(*columns)),
            set(ContactWord.objects.values_list("contact", "word", "sort_key")),
            set(ContactKey.objects.values_list("contact", "key")),
        )

    loaded = derived()
    refresh_derived(ids)
    assert derived() == loaded
