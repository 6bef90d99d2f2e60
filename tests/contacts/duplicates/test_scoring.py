"""The score tells people apart and explains itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.duplicates.record import Record, RecordAddress
from contacts.duplicates.scoring import compare
from tests.contacts.duplicates.people import HANSI, HOME, LANDLINE

some_names = st.sampled_from(
    [
        "",
        "Anna",
        "Anna Maria",
        "Annamaria",
        "Hans",
        "Johann",
        "J.",
        "Maier",
        "Mayr",
        "Huber-Maier",
        "von Huber",
        "Dr.",
        "ss",
        "x",
    ]
)
some_addresses = st.builds(
    RecordAddress,
    street=st.sampled_from(["", "Hauptstraße", "Hauptstr. 5", "Ring"]),
    house_number=st.sampled_from(["", "5", "5a", "15"]),
    postal_code=st.sampled_from(["", "1070", "1007", "8010"]),
    place=st.sampled_from(["", "Wien", "Wein", "Graz"]),
)
some_records = st.builds(
    Record,
    kind=st.sampled_from(["person", "company"]),
    given_name=some_names,
    family_name=some_names,
    birth_name=some_names,
    company_name=st.sampled_from(["", "Huber Bau GmbH", "Huber Bau AG", "Huber Hochbau"]),
    birth_date=st.none() | st.dates(date(1950, 1, 1), date(1950, 3, 1)),
    emails=st.lists(st.sampled_from(["a.huber@x.at", "ahuber@x.at", "info@y.de"]), max_size=2).map(
        tuple
    ),
    phones=st.lists(st.sampled_from(["+436641234567", "06641234568", LANDLINE]), max_size=2).map(
        tuple
    ),
    addresses=st.lists(some_addresses, max_size=2).map(tuple),
)


@given(some_records, some_records)
def test_the_order_of_two_records_does_not_matter(a, b):
    one, other = compare(a, b), compare(b, a)
    assert one.score == pytest.approx(other.score)
    assert one.verdict == other.verdict
    assert sorted(f.agreement for f in one.fields) == sorted(f.agreement for f in other.fields)


@given(some_records, some_records)
def test_scores_are_probabilities_and_every_field_has_its_reason(a, b):
    found = compare(a, b)
    assert 0 <= found.score <= 1
    assert all(field.reason for field in found.fields)


def test_a_record_is_certainly_itself():
    assert compare(HANSI, HANSI).verdict == "certain"


@pytest.mark.parametrize(
    "known",
    [
        {"birth_date": HANSI.birth_date},
        {"emails": HANSI.emails},
        {"phones": HANSI.phones},
        {"addresses": HANSI.addresses},
    ],
)
def test_a_full_name_and_one_thing_more_is_certain(known: dict[str, Any]):
    record = Record(given_name="Johann", family_name="Mayrhofer", **known)
    assert compare(record, record).verdict == "certain"


def test_an_empty_record_is_nobody():
    assert compare(Record(), Record()).verdict == "unlikely"


@pytest.mark.parametrize(
    "changed",
    [
        {"given_name": "Hansi"},
        {"family_name": "Mairhofer"},
        {"given_name": "Mayrhofer", "family_name": "Johann"},
        {"birth_date": date(1961, 4, 18)},
        {"emails": ("hansi@example.com",)},
        {"phones": ("06641234567",)},
        {"addresses": (RecordAddress("Am Ring", "3", "8010", "Graz"),)},
    ],
)
def test_one_error_does_not_hide_a_duplicate(changed):
    assert compare(HANSI, replace(HANSI, **changed)).verdict == "certain"


COUPLE_HOME: dict[str, Any] = {"family_name": "Huber", "phones": (LANDLINE,), "addresses": (HOME,)}


@pytest.mark.parametrize(
    ("he", "she"),
    [
        ({}, {}),
        ({"birth_date": date(1960, 5, 1)}, {"birth_date": date(1963, 11, 20)}),
        ({"emails": ("familie@example.at",)}, {"emails": ("familie@example.at",)}),
    ],
)
def test_relatives_of_one_household_are_not_duplicates(he, she):
    franz = Record(given_name="Franz", **{**COUPLE_HOME, **he})
    maria = Record(given_name="Maria", **{**COUPLE_HOME, **she})
    assert compare(franz, maria).verdict == "unlikely"


def test_father_and_son_of_one_name_are_not_certain():
    father = Record(given_name="Franz", birth_date=date(1950, 5, 1), **COUPLE_HOME)
    son = Record(given_name="Franz", birth_date=date(1979, 2, 9), **COUPLE_HOME)
    assert compare(father, son).verdict != "certain"


def test_twins_are_not_certain():
    one = Record(given_name="Franz", birth_date=date(1990, 5, 1), **COUPLE_HOME)
    other = Record(given_name="Paul", birth_date=date(1990, 5, 1), **COUPLE_HOME)
    assert compare(one, other).verdict != "certain"


def test_an_employee_is_not_the_company():
    company = Record(
        kind="company", company_name="Huber Bau GmbH", phones=(LANDLINE,), addresses=(HOME,)
    )
    employee = Record(
        given_name="Ute",
        family_name="Kranz",
        company_name="Huber Bau GmbH",
        phones=(LANDLINE,),
        addresses=(HOME,),
    )
    assert compare(company, employee).verdict != "certain"


def test_the_legal_form_is_the_difference_between_certain_and_likely():
    one = Record(kind="company", company_name="Huber Bau GmbH", addresses=(HOME,))
    same = replace(one, company_name="HUBER-BAU GmbH")
    partner = replace(one, company_name="Huber Bau GmbH & Co KG")
    neighbour = replace(one, company_name="Kranz Steuerberatung GmbH")
    assert compare(one, same).verdict == "certain"
    assert compare(one, partner).verdict == "likely"
    assert compare(one, neighbour).verdict == "unlikely"


def test_reasons_are_told_in_words():
    meier = Record(given_name="Anna", family_name="Meier", phones=("+436641234567",))
    mayr = Record(given_name="Anna", family_name="Mayr", phones=("0664 1234567",))
    reasons = {field.field: field.reason for field in compare(meier, mayr).fields}
    assert reasons["given_name"] == "Gleicher Vorname"
    assert reasons["family_name"] == "Nachname klingt gleich (Meier – Mayr)"
    assert reasons["phone"] == "Gleiche Telefonnummer"


def test_a_missing_value_is_said_and_a_field_both_lack_is_not_mentioned():
    fields = {field.field: field for field in compare(HANSI, replace(HANSI, emails=())).fields}
    assert fields["email"].agreement == "missing"
    assert "company_name" not in fields
