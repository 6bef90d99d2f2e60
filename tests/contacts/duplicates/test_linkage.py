"""Finding the duplicates of a whole stock."""

from dataclasses import replace

from contacts.duplicates.linkage import candidates, find_pairs
from contacts.duplicates.prepared import prepare
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.record import Record, RecordAddress
from contacts.duplicates.scoring import compare
from contacts.duplicates.transitivity import conclude
from tests.contacts.duplicates.people import HANSI

GIVEN = ["Ute", "Egon", "Birgit", "Oskar", "Klara", "Valentin", "Petra", "Hugo", "Wilma", "Zoran"]
FAMILY = [
    "Kranz",
    "Wolf",
    "Eder",
    "Tichy",
    "Lang",
    "Pichler",
    "Oswald",
    "Grasl",
    "Brunner",
    "Schuh",
    "Novak",
    "Zach",
]


def people(count):
    """Strangers: no two share a name in full, a postal code or a street."""
    return [
        Record(
            id=100 + number,
            given_name=GIVEN[number % len(GIVEN)],
            family_name=FAMILY[number // len(GIVEN) % len(FAMILY)],
            addresses=(RecordAddress("", "", f"{1000 + 37 * number}", ""),),
        )
        for number in range(count)
    ]


def test_the_pairs_of_a_stock_are_found_best_first():
    nickname = replace(HANSI, id=2, given_name="Hansi")
    moved = replace(HANSI, id=3, emails=(), phones=(), addresses=())
    pairs = find_pairs([*people(30), HANSI, nickname, moved])
    assert {frozenset((pair.a.id, pair.b.id)) for pair in pairs} == {
        frozenset((1, 2)),
        frozenset((1, 3)),
        frozenset((2, 3)),
    }
    scores = [pair.comparison.score for pair in pairs]
    assert scores == sorted(scores, reverse=True)


def test_a_key_that_too_many_share_brings_nobody_together():
    office = [
        Record(id=number, emails=("office@example.at",), given_name=f"P{number}")
        for number in range(9)
    ]
    stock = [prepare(record) for record in office]
    assert len(list(candidates(stock, largest_block=9))) == 36
    assert list(candidates(stock, largest_block=8)) == []


def test_a_rare_name_is_worth_more_than_a_common_one():
    stock = [Record(id=n, given_name="Anna", family_name="Huber") for n in range(300)]
    stock += [Record(id=900 + n, given_name="Anna", family_name="Zwölfboth") for n in range(2)]
    rarity = Rarity.from_records(stock)
    common = compare(stock[0], stock[1], rarity).score
    rare = compare(stock[300], stock[301], rarity).score
    assert rarity.share("family", "huber") > 0.5
    assert rare > 10 * common


def test_one_of_many_holders_of_a_number_is_not_identified_by_it():
    stock = [
        Record(id=n, given_name=f"P{n}", family_name=f"F{n}x", phones=("+4315234567",))
        for n in range(150)
    ]
    assert find_pairs(stock) == []


def test_what_two_certain_pairs_say_about_the_third():
    concluded = conclude({(1, 2): 0.999, (2, 3): 0.998, (4, 5): 0.9})
    assert set(concluded) == {(1, 3)}
    assert 0.996 < concluded[1, 3] < 0.998


def test_doubtful_pairs_conclude_nothing():
    assert conclude({(1, 2): 0.999, (2, 3): 0.9}) == {}


def test_a_concluded_pair_says_so():
    by_mail = Record(id=1, given_name="Ute", family_name="Kranz", emails=("ute@kranz.at",))
    by_phone = Record(id=3, given_name="Ute", family_name="Kranz", phones=("+436641234567",))
    both = Record(
        id=2, given_name="Ute", family_name="Kranz", emails=by_mail.emails, phones=by_phone.phones
    )
    pairs = find_pairs([*people(110), by_mail, both, by_phone])
    reasons = {
        frozenset((pair.a.id, pair.b.id)): [field.reason for field in pair.comparison.fields]
        for pair in pairs
    }
    assert "Beide gleichen demselben dritten Kontakt" in reasons[frozenset((1, 3))]
    assert "Beide gleichen demselben dritten Kontakt" not in reasons[frozenset((1, 2))]
