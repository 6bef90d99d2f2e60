"""What an address says about a list may be anything at all."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from base.accounts.models import Agency
from base.listing.address import DEFAULT_SIZE, read_id, read_place, read_query, read_size
from base.listing.counting import Count
from base.listing.newest import SIZE, page_of

BASE = Path(settings.BASE_DIR)


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("9" * 18, int("9" * 18)), ("0", 0), ("9" * 19, 0)]
    + [(text, 0) for text in ("", "-1", "+1", "1.0", " 1", "²", "٣", "1_000", "x", "\x00")],
)
def test_ids(text, number):
    assert read_id(text) == number


@given(st.text())
def test_an_id_always_fits_a_bigint(text):
    assert 0 <= read_id(text) < 2**63


@given(st.text())
def test_a_query_is_one_line_of_words(text):
    query = read_query(text)
    assert "\x00" not in query
    assert len(query) <= 200
    assert "  " not in query


def test_sizes_and_places():
    assert [read_size(text) for text in ("25", "200", "26", "", "²")] == [25, 200, 50, 50, 50]
    assert read_size("") == DEFAULT_SIZE
    assert read_place(QueryDict("after=a&x=1")) == {"after": "a", "before": ""}


@pytest.fixture
def many(db):
    made = [
        Agency(slug=f"a{number}", name=str(number), sender_address=f"{number}@example.org")
        for number in range(SIZE + 3)
    ]
    Agency.objects.bulk_create(made)
    return Agency.objects.order_by("-pk")


def test_pages_of_the_newest(many):
    first = page_of(many, QueryDict("stand=x&vor=²"))
    assert (len(first.rows), first.newest) == (SIZE, "")
    assert first.older == f"?stand=x&vor={first.rows[-1].pk}"
    second = page_of(many, QueryDict(first.older.removeprefix("?")))
    assert (len(second.rows), second.older, second.newest) == (3, "", "?stand=x")
    assert [*first.rows, *second.rows] == list(many)


@pytest.mark.parametrize(("cap", "shown", "is_capped"), [(52, 52, True), (53, 53, False)])
def test_counting_ends_at_the_cap(many, cap, shown, is_capped):
    count = Count.of(many, cap)
    assert (count.shown, count.is_capped) == (shown, is_capped)


def test_ids_and_queries_are_read_in_one_place():
    """Nobody takes an id apart by hand again."""
    by_hand = re.compile(r"len\(\w+\) < 19|replace\(\"\\x00\", \" \"\)\.split")
    apps = ("base", "audit", "contacts", "properties", "sharing", "immonaut")
    found = {
        str(path.relative_to(BASE))
        for app in apps
        for path in (BASE / app).rglob("*.py")
        if by_hand.search(path.read_text())
    }
    assert found - {"base/listing/address.py"} == set()
