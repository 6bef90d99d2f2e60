"""Blocking keys bring records together in spite of errors and are the same in every process."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from contacts.duplicates.keys import blocking_keys
from contacts.duplicates.record import Record, RecordAddress
from tests.contacts.duplicates.people import HANSI, HOME


@pytest.mark.parametrize(
    "changed",
    [
        replace(HANSI, given_name="Hansi", emails=(), phones=(), addresses=(), birth_date=None),
        replace(HANSI, given_name="Mayrhofer", family_name="Johann", emails=(), phones=()),
        Record(emails=("Johann.Mayrhofer@Example.at",)),
        Record(phones=("06641234567",)),
        Record(family_name="Mairhofer", addresses=(RecordAddress(postal_code="1070"),)),
        Record(given_name="Hans", addresses=(RecordAddress(postal_code="1070"),)),
        Record(family_name="Maierhofer", birth_date=HANSI.birth_date),
        Record(family_name="Berger", addresses=(HOME,)),
        Record(given_name="Johann", family_name="Mayrhofer-Klein"),
    ],
)
def test_records_meet_in_spite_of_errors(changed):
    assert blocking_keys(HANSI) & blocking_keys(changed)


def test_companies_meet_without_their_legal_form():
    one = Record(kind="company", company_name="Huber Bau GmbH")
    other = Record(kind="company", company_name="HUBER BAU Ges.m.b.H.")
    assert blocking_keys(one) & blocking_keys(other)


def test_strangers_do_not_meet():
    stranger = Record(
        given_name="Ute",
        family_name="Kranz",
        addresses=(RecordAddress("Ring", "1", "8010", "Graz"),),
    )
    assert not blocking_keys(HANSI) & blocking_keys(stranger)


def test_an_empty_record_has_no_keys():
    assert blocking_keys(Record()) == frozenset()


def test_keys_fit_a_signed_64_bit_column_and_survive_a_new_process():
    keys = blocking_keys(HANSI)
    assert all(-(2**63) <= key < 2**63 for key in keys)
    program = (
        "from tests.contacts.duplicates.people import HANSI\n"
        "from contacts.duplicates.keys import blocking_keys\n"
        "print(sorted(blocking_keys(HANSI)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.getcwd()},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == str(sorted(keys))
