"""The probabilities behind the score, and where they come from.

A pair of records is one person (*match*), two people of one household or office (*household*),
or two strangers. For each field the score multiplies how probable the observed agreement is under
each of the three (Fellegi and Sunter: A Theory for Record Linkage. JASA 64, 1969). For strangers
that is how common the value is (`rarity.Rarity`); the rest stands here.

None of it is fitted to a sample set. How fields err follows what is generally known: about one
typed name in ten carries a typing or hearing error, half of them a single letter; about one person
in six or seven has moved since an older card was written; people change phones and mail addresses
and own several; a date is mistyped in about one of fifteen, nearly always in one digit or by
swapping day and month.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

PSEUDO_RECORDS = 200
"""How many records of general experience a stock's own counts are mixed with."""

TYPICAL_STOCK = 10_000
"""Contacts in an agency that has not been counted."""

DUPLICATES_PER_RECORD = 0.2
"""Expected duplicates of one record in its stock; a stock teaches its own figure."""

HOUSEHOLD_PER_RECORD = 0.3
"""Expected relatives, flatmates or colleagues of one record in its stock."""

TYPICAL_SHARE = {
    "given": 1 / 300,
    "given_class": 1 / 200,
    "given_sound": 1 / 150,
    "family": 1 / 3_000,
    "family_sound": 1 / 1_000,
    "company": 1 / 10_000,
    "birth": 1 / 20_000,  # ages 20 to 75 spread over 365 days
    "email": 1 / 20_000,
    "phone": 1 / 20_000,
    "street": 1 / 1_000,
    "number": 1 / 40,
    "postal_code": 1 / 1_000,
    "place": 1 / 1_000,
}
"""How often a middling value occurs where no stock was counted."""

RAREST_SHARE = {
    **dict.fromkeys(("given", "given_class", "given_sound"), 1 / 50_000),
    **dict.fromkeys(("family", "family_sound"), 1 / 100_000),
    **dict.fromkeys(("email", "phone", "company"), 1 / 1_000_000),
    "birth": 1 / 25_000,
    "street": 1 / 50_000,
    "number": 1 / 500,
    **dict.fromkeys(("postal_code", "place"), 1 / 10_000),
}
"""No value is rarer than this, whatever a stock's counts say."""

IDENTIFIERS = frozenset({"email", "phone"})
"""Given out once: strangers share one only by mistake."""


class Level(IntEnum):
    """How far two values agree; the order is from best to worst."""

    SAME = 0
    ALIAS = 1  # nickname, birth name, company under another legal form
    PART = 2  # half of a double name, initial
    SOUND = 3
    TYPO = 4
    EXCHANGED = 5  # stands in the other name's field
    NEAR = 6
    DIFFERENT = 7
    MISSING = 8
    PET = 9  # a short form made by rule


class Odds(NamedTuple):
    """The probability of an agreement level, given who the two records are.

    `chance` is the part of strangers that agree so, or a floor where the value's rarity is known.
    """

    match: float
    household: float
    chance: float


GIVEN = {
    Level.SAME: Odds(0.80, 0.003, 0.0),
    Level.ALIAS: Odds(0.04, 0.003, 0.0),
    Level.PART: Odds(0.03, 0.010, 0.0),
    Level.SOUND: Odds(0.03, 0.003, 0.0),
    Level.PET: Odds(0.02, 0.005, 0.004),
    Level.TYPO: Odds(0.05, 0.003, 0.001),
    Level.NEAR: Odds(0.02, 0.010, 0.008),
    Level.DIFFERENT: Odds(0.03, 0.968, 0.98),
}
"""Household: families name their members so that they can be told apart; namesakes are rare."""

GIVEN_BY_CHANCE_IN_HOUSEHOLD = 0.1
"""Relatives agree by chance less often than strangers: spouses and siblings hardly ever do."""

FAMILY = {
    Level.SAME: Odds(0.83, 0.58, 0.0),
    Level.ALIAS: Odds(0.01, 0.01, 0.0),
    Level.PART: Odds(0.03, 0.04, 0.0),
    Level.SOUND: Odds(0.03, 0.01, 0.0),
    Level.TYPO: Odds(0.06, 0.02, 0.001),
    Level.NEAR: Odds(0.02, 0.02, 0.008),
    Level.DIFFERENT: Odds(0.02, 0.32, 0.98),
}
"""The 2 % that differ are half changes of name, half wrong names (see below).

Household: unmarried couples, flatmates, neighbours in one house, owner and tenant of one flat
make up a third. The parts of strangers that lie a few slips apart were counted on random pairs
of German and Australian names: 0.1 % for TYPO, 0.2 to 0.6 % for NEAR.
"""

NEW_NAME = 0.01
NEW_NAME_OF_A_MAN = 0.002
"""A last name changed since the older card, nearly always at marriage and by the woman."""

WRONG_NAME = 0.01
WRONG_NAME_CONFIRMED = 0.002
"""A last name that is somebody else's; less where a mail address spells one of the two."""

DOUBLE_NAME = 0.1
"""Chances of a part to be in a stranger's double name: one in twenty bears one, of two halves."""

COMPANY = {
    Level.SAME: Odds(0.70, 0.50, 0.0),
    Level.ALIAS: Odds(0.10, 0.10, 0.0),
    Level.PART: Odds(0.06, 0.05, 0.002),
    Level.TYPO: Odds(0.08, 0.04, 0.001),
    Level.NEAR: Odds(0.03, 0.06, 0.020),
    Level.DIFFERENT: Odds(0.03, 0.25, 0.977),
}

COMPANY_ITSELF = {
    Level.SAME: Odds(0.70, 0.002, 0.0),
    Level.ALIAS: Odds(0.10, 0.02, 0.0),
    Level.PART: Odds(0.06, 0.10, 0.002),
    Level.TYPO: Odds(0.08, 0.01, 0.001),
    Level.NEAR: Odds(0.03, 0.10, 0.020),
    Level.DIFFERENT: Odds(0.03, 0.77, 0.977),
}
"""Between two companies the name is who they are; in one house they have different ones.

ALIAS is the same name under another legal form: a GmbH and its GmbH & Co KG often share a house.
"""

BIRTH = {
    Level.SAME: Odds(0.90, 0.003, 0.0),
    Level.TYPO: Odds(0.060, 0.0015, 0.0015),
    Level.NEAR: Odds(0.010, 0.004, 0.004),
    Level.DIFFERENT: Odds(0.030, 0.9915, 0.994),
}
"""Household: twins, one pair of relatives in some three hundred.

Wholly different dates on cards of one person are placeholders (01.01.1900) or somebody else's.
"""

EMAIL = {
    Level.SAME: Odds(0.75, 0.08, 0.0),
    Level.TYPO: Odds(0.04, 0.01, 0.0002),
    Level.DIFFERENT: Odds(0.21, 0.91, 1.0),
}

EMAIL_MADE_OF_NAME = 0.1
"""Namesakes with similar addresses: where the address is made of the name, both follow the name."""

GENDER = {
    Level.SAME: Odds(0.985, 0.40, 0.5),
    Level.DIFFERENT: Odds(0.015, 0.60, 0.5),
}
"""One salutation in some seventy is wrong; most households are a couple."""

GENERATION = Odds(0.01, 0.5, 0.5)
"""One card in a hundred says sen. of a junior; relatives who are called so are the rule."""

PHONE = {
    Level.SAME: Odds(0.75, 0.35, 0.0),
    Level.TYPO: Odds(0.03, 0.02, 0.0005),
    Level.DIFFERENT: Odds(0.22, 0.63, 1.0),
}
"""Household: a shared landline or switchboard."""

NUMBER = {
    Level.SAME: Odds(0.93, 0.93, 0.0),
    Level.PART: Odds(0.03, 0.03, 0.03),
    Level.TYPO: Odds(0.02, 0.02, 0.10),
    Level.DIFFERENT: Odds(0.02, 0.02, 0.87),
}
STREET = {
    Level.SAME: Odds(0.90, 0.90, 0.0),
    Level.TYPO: Odds(0.07, 0.07, 0.004),
    Level.DIFFERENT: Odds(0.03, 0.03, 0.996),
}
AREA = {
    Level.SAME: Odds(0.92, 0.92, 0.0),
    Level.TYPO: Odds(0.06, 0.06, 0.010),
    Level.DIFFERENT: Odds(0.02, 0.02, 0.99),
}
"""Postal code and place; where one agrees by chance, so does the other, so they count as one."""

STREET_IN_AREA_SHARE = 1 / 50
"""Streets of one postal code are far fewer than all streets."""

SAME_ADDRESS = 0.84
"""Of duplicates with two addresses, those written before the next move."""

SAME_ADDRESS_HOUSEHOLD = 0.92

MISTYPED = 0.1
"""Names with a typing error, by rule of thumb."""

SWAPPED_NAMES = 0.02
"""First and last name exchanged, as lists with the last name first bring it about."""

SWAPPED_NAMES_HOUSEHOLD = 0.002
"""The father's first name is the son's last name: does not happen, but for misread cards."""

SAME_KIND = 0.97
"""The same party entered as the same kind; a person is rarely entered as a company."""

CERTAIN = 0.99
"""The score from which a pair counts as certain: one in a hundred would be wrong."""

LIKELY = 0.5
"""The score from which a pair is worth showing: more probably one person than not."""
