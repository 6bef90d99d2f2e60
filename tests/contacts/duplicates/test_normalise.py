"""Normalisation makes spellings of one thing equal, and nothing changes when done twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.duplicates import normalise

UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
syllables = st.sampled_from(
    ["bä", "gö", "mü", "lleß", "dorf", "Äg", "ner", "-Üb", " von ", "ßl", "ha", "'s"]
)
names = st.lists(syllables, max_size=8).map("".join)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert normalise.fold(normalise.fold(text)) == normalise.fold(text)


@given(st.text(max_size=60))
def test_names_and_companies_are_stable(text):
    family = " ".join(normalise.family_words(text))
    assert " ".join(normalise.family_words(family)) == family
    company = normalise.company(text)
    assert normalise.company(company) == company


@given(names)
def test_case_and_written_out_umlauts_make_no_difference(name):
    written_out = "".join(UMLAUTS.get(letter, letter) for letter in name)
    assert normalise.fold(written_out) == normalise.fold(name)
    assert normalise.fold(name.upper()) == normalise.fold(name)


@pytest.mark.parametrize("name", ["Bauer", "Neuer", "Quelle", "Steuer"])
def test_an_e_that_is_no_umlaut_stays(name):
    assert normalise.fold(name) == name.casefold()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Strauß", "STRAUSS"),
        ("O’Neill", "O'Neill"),
        ("Gärtner-Böhm", "Gaertner Boehm"),
        ("Łukasz", "Lukasz"),
        ("José", "Jose"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert normalise.fold(one) == normalise.fold(other)


def test_titles_and_particles_are_no_names():
    assert normalise.name_words("Mag. Dr. Anna") == ("anna",)
    assert normalise.family_words("von der Leyen") == ("leyen",)
    assert normalise.family_words("Dr.") == ("dr",)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hansi", "Johann"),
        ("Sepp", "Josef"),
        ("Lisi", "Elisabeth"),
        ("Resi", "Theresia"),
        ("Franzl", "Franz"),
        ("Uschi", "Ursula"),
        ("Wastl", "Sebastian"),
    ],
)
def test_nicknames_meet_their_full_name(short, full):
    short_classes, full_classes = (
        normalise.given_name_classes(normalise.fold(name)) for name in (short, full)
    )
    assert short_classes & full_classes


def test_different_names_have_no_common_class():
    assert not normalise.given_name_classes("josef") & normalise.given_name_classes("johann")


@pytest.mark.parametrize(
    "name",
    [
        "Huber Bau GmbH",
        "HUBER BAU Ges.m.b.H.",
        "Huber Bau GmbH & Co KG",
        "Huber Bau e.U.",
        "Huber-Bau AG",
    ],
)
def test_companies_lose_their_legal_form(name):
    assert normalise.company(name) == "huber bau"


def test_a_company_that_is_only_a_legal_form_keeps_it():
    assert normalise.company("AG") == "ag"


@pytest.mark.parametrize(
    "number",
    ["+43 664 1234567", "0043 664 1234567", "0664/123 45 67", "(0664) 1234567"],
)
def test_phones_in_any_notation(number):
    assert normalise.phone(number) == "+436641234567"


def test_a_german_number_typed_nationally_meets_its_international_form():
    typed, full = normalise.phone("0151/616 53255"), normalise.phone("+49 151 61653255")
    assert normalise.phone_core(typed) == normalise.phone_core(full) == "15161653255"


@given(st.text(max_size=30))
def test_any_text_is_a_phone_without_error(text):
    once = normalise.phone(text)
    assert set(once) <= set("+0123456789") or not once.isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna.Huber@Example.AT ", "anna.huber@example.at"),
        ("anna.huber+immo@gmail.com", "annahuber@googlemail.com"),
        ("mailto:a@b.at", "A@B.AT"),
    ],
)
def test_spellings_of_one_mail_address(one, other):
    assert normalise.email(one) == normalise.email(other)


def test_what_is_no_mail_address_is_none():
    assert normalise.email("unbekannt") == ""
    assert normalise.email("@example.at") == ""


@pytest.mark.parametrize("name", ["Hauptstraße", "Hauptstrasse", "Hauptstr.", "Haupt Straße"])
def test_spellings_of_one_street(name):
    assert normalise.street(name) == "hauptstr"


def test_a_number_at_the_end_of_the_street_is_the_house_number():
    assert normalise.split_street("Hauptstraße 5/3", "") == normalise.split_street(
        "Hauptstr.", "5/3"
    )
    assert normalise.split_street("Straße des 17. Juni", "135")[1] == "135"


def test_impossible_dates_keep_their_digits():
    assert normalise.birth_digits(None, "31.02.1956") == "19560231"
    assert normalise.birth_digits(None, "19560231") == "19560231"
    assert normalise.birth_digits(date(1956, 2, 1), "ignored") == "19560201"
    assert normalise.birth_digits(None, "") == ""
