"""Street lines of Austria and Germany, split and joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.vcard.streets import Street, join_street, split_street


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hauptstraße 5", Street("Hauptstraße", "5")),
        ("Hauptstraße 5a", Street("Hauptstraße", "5a")),
        ("Straße des 17. Juni 135", Street("Straße des 17. Juni", "135")),
        ("Am Ring 5-7", Street("Am Ring", "5-7")),
        ("Hauptstr. 5/14", Street("Hauptstr.", "5", door="14")),
        ("Hauptstraße 5/2/14", Street("Hauptstraße", "5", "2", "", "14")),
        ("Hauptstraße 5/1/2/14", Street("Hauptstraße", "5", "1", "2", "14")),
        ("Hauptstraße 5, Stiege 2, Tür 14", Street("Hauptstraße", "5", "2", "", "14")),
        ("Hauptstraße 5 Stg. 2, 3. Stock, Top 14", Street("Hauptstraße", "5", "2", "3", "14")),
        ("Hauptstraße 5 / 14", Street("Hauptstraße", "5", door="14")),
        ("Hauptstraße 5, Top 14", Street("Hauptstraße", "5", door="14")),
        ("100 Waters Edge", Street("100 Waters Edge")),
        ("Hauptstraße", Street("Hauptstraße")),
        ("Postfach 12", Street("Postfach 12")),
        ("", Street("")),
    ],
)
def test_splitting(text, parts):
    assert split_street(text) == parts


@given(st.text(alphabet="Aab ß.,/-0123456789\n", max_size=30))
def test_splitting_and_joining_loses_nothing_but_spaces(text):
    assert "".join(join_street(split_street(text)).split()) == "".join(text.split())
