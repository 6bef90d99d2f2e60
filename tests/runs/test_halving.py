"""One bad row costs only itself, and nothing of it stays."""

import pytest
from django.db import OperationalError

from base.accounts.models import Agency
from base.runs.halving import in_halves

pytestmark = pytest.mark.django_db


def _made(word):
    address = f"{word}@example.org"
    return Agency.objects.create(slug=word, name=word, sender_address=address).slug


class Taking:
    """Makes an agency of each word, and raises where one is »bad«."""

    def __init__(self):
        self.calls = []

    def __call__(self, words):
        self.calls.append(list(words))
        made = [_made(word) for word in words]
        if "bad" in words:
            raise ValueError
        return made


def failed(word, error):
    return f"{word}: {type(error).__name__}"


def slugs():
    return sorted(Agency.objects.values_list("slug", flat=True))


def test_what_is_good_is_taken_at_once():
    take = Taking()
    assert in_halves(["a", "b", "c"], take, failed) == ["a", "b", "c"]
    assert take.calls == [["a", "b", "c"]]


def test_the_bad_one_is_found_by_halves():
    take, words = Taking(), [*"abcdefgh"]
    words[5] = "bad"
    told = in_halves(words, take, failed)
    assert told == ["a", "b", "c", "d", "e", "bad: ValueError", "g", "h"]
    assert slugs() == ["a", "b", "c", "d", "e", "g", "h"]
    assert len(take.calls) == 7


@pytest.mark.parametrize("words", [[], ["bad"]])
def test_nothing_and_one(words):
    assert in_halves(words, Taking(), failed) == [f"{word}: ValueError" for word in words]
    assert slugs() == []


def test_nothing_at_all_may_be_refused_too():
    def refuse(words):
        raise ValueError

    assert in_halves([], refuse, failed) == []


def test_a_database_that_is_gone_is_no_fault_of_a_row():
    def lost(words):
        raise OperationalError

    with pytest.raises(OperationalError):
        in_halves(["a", "b"], lost, failed)
