"""From evidence to a probability to a word, worked out by hand."""

from dataclasses import FrozenInstanceError, replace

import pytest

from contacts.duplicates import weights
from contacts.duplicates.prepared import prepare
from contacts.duplicates.rarity import TYPICAL
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import Weighed, compare, in_words, verdict_of, weigh_pair
from tests.contacts.duplicates.people import HANSI

# In a hundred pairs of a stock four are one party and ten share a household.
STOCK = replace(TYPICAL, total=100, duplicates=4, households=10)


def test_strangers_households_and_one_party_share_the_whole():
    # 50 · 4 / 100 = 2 for one party, 20 · 10 / 100 = 2 for a household, 1 for strangers.
    weighed = Weighed(50.0, 20.0, ())
    assert weighed.probabilities(STOCK) == pytest.approx((0.4, 0.4))
    # 150 · 4 / 100 = 6 against 3 for a household and 1 for strangers.
    weighed = Weighed(150.0, 30.0, ())
    assert weighed.probabilities(STOCK) == pytest.approx((0.6, 0.3))
    assert weighed.score(STOCK) == pytest.approx(0.6)


def test_the_words_begin_at_their_thresholds():
    assert verdict_of(weights.CERTAIN) == "certain"
    assert verdict_of(weights.CERTAIN - 1e-9) == "likely"
    assert verdict_of(weights.LIKELY) == "likely"
    assert verdict_of(weights.LIKELY - 1e-9) == "unlikely"


def test_two_kinds_of_party_weigh_as_little_as_one_kind_weighs_much():
    """Nothing is known of the two but their kinds, so those are the whole difference."""
    one, other = prepare(Record(kind="person")), prepare(Record(kind="company"))
    same = weigh_pair(one, one, TYPICAL).match
    mixed = weigh_pair(one, other, TYPICAL).match
    assert same == pytest.approx(weights.SAME_KIND)
    assert mixed == pytest.approx(1 - weights.SAME_KIND)


def test_the_address_speaks_for_one_party():
    """Sharing one is evidence for it, not against it."""
    bare = replace(HANSI, addresses=())
    with_home = weigh_pair(prepare(HANSI), prepare(HANSI), TYPICAL)
    without = weigh_pair(prepare(bare), prepare(bare), TYPICAL)
    assert with_home.match > without.match
    assert with_home.household > without.household


def test_what_is_known_of_the_stock_counts():
    seldom = replace(TYPICAL, duplicates=TYPICAL.duplicates / 1000)
    pair = Record(family_name="Mayrhofer"), Record(family_name="Mayrhofer")
    assert compare(*pair, seldom).score < compare(*pair).score


def test_a_third_record_is_named_only_where_it_decided():
    weighed = weigh_pair(prepare(HANSI), prepare(HANSI), TYPICAL)
    plain, by_third = in_words(weighed, 0.9), in_words(weighed, 0.9, by_third=True)
    assert "third" not in [field.field for field in plain.fields]
    assert "third" in [field.field for field in by_third.fields]


def with_and_without_salutation(one: Record, other: Record) -> tuple[float, float]:
    """What the pair weighs where both are ladies, and where nobody says so."""
    ladies = [prepare(replace(record, gender="f")) for record in (one, other)]
    told = weigh_pair(*ladies, TYPICAL).match
    return told, weigh_pair(prepare(one), prepare(other), TYPICAL).match


def test_a_salutation_says_nothing_more_than_the_first_name_that_it_follows_from():
    one, other = Record(given_name="Maria"), Record(given_name="Maria")
    one, other = replace(one, family_name="Huber"), replace(other, family_name="Steininger")
    told, untold = with_and_without_salutation(one, other)
    assert told == pytest.approx(untold)


def test_a_salutation_counts_where_only_the_last_names_agree():
    one, other = Record(given_name="Maria"), Record(given_name="Brigitte")
    one, other = replace(one, family_name="Huber"), replace(other, family_name="Huber")
    told, untold = with_and_without_salutation(one, other)
    # Of a hundred doubles 98.5 have one salutation, of a hundred strangers 50.
    assert told == pytest.approx(untold * 0.985 / 0.5)


class TestBeyondDoubt:
    def test_the_same_twice(self):
        assert compare(HANSI, HANSI).is_beyond_doubt

    def test_not_with_another_first_name(self):
        found = compare(HANSI, replace(HANSI, given_name="Hansi"))
        assert found.verdict == "certain"
        assert not found.is_beyond_doubt

    def test_another_mailbox_does_not_matter(self):
        found = compare(HANSI, replace(HANSI, emails=("hansi@example.com",)))
        assert found.verdict == "certain"
        assert found.is_beyond_doubt

    def test_not_where_it_is_only_likely(self):
        certain = compare(HANSI, HANSI)
        assert not replace(certain, verdict="likely").is_beyond_doubt


def test_a_comparison_is_not_changed_afterwards():
    with pytest.raises(FrozenInstanceError):
        compare(HANSI, HANSI).score = 0.0  # type: ignore[misc]
