"""Weighs what each field says about a pair, in probabilities."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from contacts.duplicates import weights
from contacts.duplicates.levels import birth_level, number_level, spelling_level, typing_level
from contacts.duplicates.normalise import fold
from contacts.duplicates.phonetics import koelner
from contacts.duplicates.prepared import Prepared, PreparedAddress
from contacts.duplicates.rarity import Rarity
from contacts.duplicates.weights import Level, Odds

_DAY_AND_MONTH = 4  # digits of a date without a year
_ALIKE_PART_SHARE = 0.0005  # sounds alike or one slip, in the double names of strangers


class Finding(NamedTuple):
    """One field of a pair: the values that met, how far they agree, and what that is worth.

    `match` and `household` are likelihood ratios against two strangers.
    """

    field: str
    a: str
    b: str
    level: Level
    match: float = 1.0
    household: float = 1.0


def weigh(
    field: str,
    a: str,
    b: str,
    level: Level,
    odds: Odds,
    share: float = 0.0,
    household_by_chance: float = 1.0,
) -> Finding:
    """A finding whose chance among strangers is `share`, but no less than the level's floor.

    Relatives agree by relation or, `household_by_chance` times as often as strangers, by chance.
    """
    chance = max(share, odds.chance)
    household = min(odds.household + share * household_by_chance, 1.0)
    return Finding(field, a, b, level, odds.match / chance, household / chance)


def missing(field: str, a: str, b: str) -> Finding:
    """A field that at least one record lacks says nothing."""
    return Finding(field, a, b, Level.MISSING)


def names(a: Prepared, b: Prepared, rarity: Rarity) -> list[Finding]:
    """First and last name, straight or exchanged, whichever explains the pair better."""
    given, family = given_name(a, b, rarity), family_name(a, b, rarity)
    if family.level is Level.DIFFERENT:
        # Flatmates and neighbours are named like strangers; only families keep names apart.
        given = given._replace(household=max(given.household, 1.0))
    straight = [given, family]
    if not (a.given and a.family and b.given and b.family):
        return _only_first_name(a, b, rarity) or straight
    if straight[0].level is Level.SAME or straight[1].level is Level.SAME:
        return straight
    exchanged = _exchanged_names(a, b, rarity)
    if not exchanged:
        return straight
    return max(straight, exchanged, key=lambda found: found[0].match * found[1].match)


def _only_first_name(a: Prepared, b: Prepared, rarity: Rarity) -> list[Finding] | None:
    """A card with one name alone, the other's first name in the field of the last."""
    if not b.given and a.given and a.given == b.family:
        given, other = _crossed("given_name", a.given, b.family, rarity), a.record.family_name
        missed = missing("family_name", other, "")
    elif not a.given and b.given and b.given == a.family:
        given, other = _crossed("given_name", a.family, b.given, rarity), b.record.family_name
        missed = missing("family_name", "", other)
    else:
        return None
    return [given._replace(match=given.match * weights.SWAPPED_NAMES), missed]


def _exchanged_names(a: Prepared, b: Prepared, rarity: Rarity) -> list[Finding] | None:
    """Both names in the other's field, or one of them there exactly; None otherwise."""
    given = _crossed("given_name", a.given, b.family, rarity)
    family = _crossed("family_name", a.family, b.given, rarity)
    exact = a.given == b.family or a.family == b.given
    if not exact and not given.level == family.level == Level.EXCHANGED:
        return None
    return [
        given._replace(
            match=given.match * weights.SWAPPED_NAMES,
            household=given.household * weights.SWAPPED_NAMES_HOUSEHOLD,
        ),
        family,
    ]


def _crossed(field: str, a: str, b: str, rarity: Rarity) -> Finding:
    """One record's first name against the other's last name, or the reverse."""
    level, share = spelling_level(a, b), 0.0
    if level is Level.SAME:
        share = max(rarity.share("given", a), rarity.share("family", a))
    elif level is Level.SOUND:
        sound = koelner(a)
        share = max(rarity.share("given_sound", sound), rarity.share("family_sound", sound))
    elif level > Level.TYPO and set(a.split()) & set(b.split()):
        level, share = Level.PART, 0.001
    odds = weights.FAMILY[level]
    level = Level.EXCHANGED if level <= Level.TYPO else level
    return weigh(field, a, b, level, odds, share)


def given_name(a: Prepared, b: Prepared, rarity: Rarity) -> Finding:
    """First names: the same, a nickname, half of a double name, alike in sound or spelling."""
    shown = ("given_name", a.record.given_name, b.record.given_name)
    if not (a.given and b.given):
        return missing(*shown)
    level, share = _given_level(a, b, rarity)
    by_chance = weights.GIVEN_BY_CHANCE_IN_HOUSEHOLD
    return weigh(*shown, level, weights.GIVEN[level], share, by_chance)


def _given_level(a: Prepared, b: Prepared, rarity: Rarity) -> tuple[Level, float]:
    if a.given == b.given:
        return Level.SAME, rarity.share("given", a.given)
    if a.spelled.given and a.spelled.given in (b.spelled.given, b.given):
        return Level.SAME, rarity.share("given", a.spelled.given)
    if b.spelled.given and b.spelled.given == a.given:
        return Level.SAME, rarity.share("given", b.spelled.given)
    classes = a.given_classes & b.given_classes
    shared = set(a.given_words) & set(b.given_words)
    if classes and not shared:
        return Level.ALIAS, max(rarity.share("given_class", name) for name in classes)
    if shared or _initial(a.given, b.given):
        return Level.PART, max((rarity.share("given", word) for word in shared), default=0.05)
    if _is_pet_form(a.given, b.given) or _is_pet_form(b.given, a.given):
        return Level.PET, 0.0
    level = spelling_level(a.given, b.given)
    if level is Level.SOUND:
        return level, max(
            rarity.share("given_sound", sound) for sound in (a.given_sound, b.given_sound)
        )
    return level, _slip_share("given", level, a.given, b.given, rarity)


def _slip_share(field: str, level: Level, a: str, b: str, rarity: Rarity) -> float:
    """Strangers are one slip apart when their names are, or are the same and one is mistyped."""
    if level is not Level.TYPO:
        return 0.0
    same = max(rarity.share(field, a), rarity.share(field, b))
    return weights.GIVEN[Level.TYPO].chance + weights.MISTYPED * same


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]


def _is_pet_form(short: str, full: str) -> bool:
    """Gery of Gerhard, Reny of Renate: the first syllable and an i, as German makes them."""
    if not 3 <= len(short) <= 6 or len(short) >= len(full) or not short.endswith(("i", "y", "ie")):
        return False
    return full.startswith(short.rstrip("iey")[:3]) if len(short.rstrip("iey")) > 1 else False


def family_name(a: Prepared, b: Prepared, rarity: Rarity) -> Finding:
    """Last names: the same, one's birth name, half of a double name, alike in sound or spelling."""
    shown = ("family_name", a.record.family_name, b.record.family_name)
    if not (a.family and b.family):
        return missing(*shown)
    level, share = _family_level(a, b, rarity)
    odds = weights.FAMILY[level]
    if level is Level.DIFFERENT:
        odds = odds._replace(match=_changed_name(a, b))
    return weigh(*shown, level, odds, share)


def _changed_name(a: Prepared, b: Prepared) -> float:
    """How probable it is that one person has two wholly different last names: new or wrong."""
    is_man = "m" in (a.record.gender, b.record.gender)
    is_sure = a.spelled.family or b.spelled.family
    new = weights.NEW_NAME_OF_A_MAN if is_man else weights.NEW_NAME
    return new + (weights.WRONG_NAME_CONFIRMED if is_sure else weights.WRONG_NAME)


def _family_level(a: Prepared, b: Prepared, rarity: Rarity) -> tuple[Level, float]:
    spelled = _spelled_family(a, b)
    if spelled:
        return _sound_or_slip(*spelled, rarity)
    if a.family == b.family:
        return Level.SAME, rarity.share("family", a.family)
    if a.family == b.birth_name or b.family == a.birth_name:
        value = a.family if a.family == b.birth_name else b.family
        return Level.ALIAS, rarity.share("family", value)
    level = spelling_level(a.family, b.family)
    if level is Level.SOUND:
        return level, rarity.share("family_sound", a.family_sound)
    if level is not Level.TYPO:
        part = _part_share(a, b, rarity)
        if part is not None:
            return Level.PART, part
    return level, _slip_share("family", level, a.family, b.family, rarity)


def _spelled_family(a: Prepared, b: Prepared) -> tuple[str, str] | None:
    """The last names as mail addresses spell them, where that tells more than the cards do."""
    if a.spelled.family and b.spelled.family:
        return a.spelled.family, b.spelled.family
    if a.spelled.family and a.spelled.family == b.family:
        return b.family, b.family
    if b.spelled.family and b.spelled.family == a.family:
        return a.family, a.family
    return None


def _sound_or_slip(one: str, other: str, rarity: Rarity) -> tuple[Level, float]:
    level = spelling_level(one, other)
    if level is Level.SAME:
        return level, rarity.share("family", one)
    if level is Level.SOUND:
        return level, rarity.share("family_sound", koelner(one))
    return level, _slip_share("family", level, one, other, rarity)


def _part_share(a: Prepared, b: Prepared, rarity: Rarity) -> float | None:
    """How common the part is that double names have in common; None where there is none."""
    if len(a.family_words) == len(b.family_words) == 1:
        return None
    shared = set(a.family_words) & set(b.family_words)
    if shared:
        return weights.DOUBLE_NAME * min(rarity.share("family", word) for word in shared)
    alike = any(
        spelling_level(one, other) <= Level.TYPO
        for one in a.family_words
        for other in b.family_words
    )
    return _ALIKE_PART_SHARE if alike else None


def company_name(a: Prepared, b: Prepared, rarity: Rarity) -> Finding:
    """Company names without their legal form."""
    shown = ("company_name", a.record.company_name, b.record.company_name)
    if not (a.company and b.company):
        return missing(*shown)
    level, share = _company_level(a.company, b.company), 0.0
    if level is Level.SAME:
        share = rarity.share("company", a.company)
        if fold(a.record.company_name) != fold(b.record.company_name):
            level = Level.ALIAS
    companies = a.record.kind == b.record.kind == "company"
    odds = weights.COMPANY_ITSELF if companies else weights.COMPANY
    return weigh(*shown, level, odds[level], share)


def _company_level(a: str, b: str) -> Level:
    if a == b:
        return Level.SAME
    alike = fuzz.token_sort_ratio(a, b)
    if alike >= 92:
        return Level.TYPO
    if set(a.split()) < set(b.split()) or set(b.split()) < set(a.split()):
        return Level.PART
    return Level.NEAR if alike >= 80 else Level.DIFFERENT


def birth_date(a: Prepared, b: Prepared, rarity: Rarity) -> Finding:
    """Birth dates, where a slip or an exchange of day and month is likelier than another person."""
    if not (a.birth and b.birth):
        return missing("birth_date", a.birth, b.birth)
    level = birth_level(a.birth, b.birth)
    share = rarity.share("birth", a.birth) if level is Level.SAME else 0.0
    if level is Level.SAME and len(a.birth) <= _DAY_AND_MONTH:
        share = max(share, 1 / 366)
    return weigh("birth_date", a.birth, b.birth, level, weights.BIRTH[level], share)


def contact_point(
    field: str, a: tuple[str, ...], b: tuple[str, ...], odds: dict[Level, Odds], rarity: Rarity
) -> Finding:
    """E-mail addresses or phones: the best agreement among all of them."""
    if not (a and b):
        return missing(field, a[0] if a else "", b[0] if b else "")
    shared = [value for value in a if value in b]
    if shared:
        share, value = min((rarity.share(field, value), value) for value in shared)
        return weigh(field, value, value, Level.SAME, odds[Level.SAME], share)
    slip = next(((one, other) for one in a for other in b if _one_slip(one, other)), None)
    if slip:
        return weigh(field, *slip, Level.TYPO, odds[Level.TYPO])
    return weigh(field, a[0], b[0], Level.DIFFERENT, odds[Level.DIFFERENT])


def email(a: Prepared, b: Prepared, rarity: Rarity) -> Finding:
    """E-mail addresses; similar ones made of a name say little more than the name."""
    found = contact_point("email", a.emails, b.emails, weights.EMAIL, rarity)
    if found.level is not Level.TYPO:
        return found
    local = fold(found.a.partition("@")[0])
    words = (*a.given_words, *a.family_words, *b.given_words, *b.family_words)
    if any(len(word) > 2 and word in local for word in words):
        odds = weights.EMAIL[Level.TYPO]._replace(chance=weights.EMAIL_MADE_OF_NAME)
        return weigh("email", found.a, found.b, Level.TYPO, odds)
    return found


def phone(a: Prepared, b: Prepared, rarity: Rarity) -> Finding:
    """Phone numbers, in their national form."""
    return contact_point("phone", a.phones, b.phones, weights.PHONE, rarity)


def _one_slip(a: str, b: str) -> bool:
    return len(a) >= 7 and len(b) >= 7 and typing_level(a, b, allowed=1) is Level.TYPO


def gender(a: Prepared, b: Prepared, given: Finding) -> Finding:
    """Salutations; where first names agree they follow from these and say nothing more."""
    one, other = a.record.gender, b.record.gender
    if not (one and other):
        return missing("gender", one, other)
    level = Level.SAME if one == other else Level.DIFFERENT
    if level is Level.SAME and given.level <= Level.TYPO:
        return missing("gender", "", "")
    return weigh("gender", one, other, level, weights.GENDER[level])


def generation(a: Prepared, b: Prepared) -> Finding:
    """sen. and jun. are two people; what one card leaves out says nothing."""
    one, other = a.generation, b.generation
    if not (one and other) or one == other:
        return missing("generation", "", "")
    return weigh("generation", one, other, Level.DIFFERENT, weights.GENERATION)


class AddressFinding(NamedTuple):
    """The pair of addresses that agrees best, part by part, and the weight of the whole."""

    parts: tuple[Finding, ...]
    match: float
    household: float


def addresses(a: Prepared, b: Prepared, rarity: Rarity) -> AddressFinding:
    """Addresses as a mixture: written before a move (parts agree) or after it (they need not)."""
    if not (a.addresses and b.addresses):
        return AddressFinding((missing("address", "", ""),), 1.0, 1.0)
    found = [_same_address(one, other, rarity) for one in a.addresses for other in b.addresses]
    best = found[0] if len(found) == 1 else max(found, key=_address_rank)
    stayed, together = weights.SAME_ADDRESS, weights.SAME_ADDRESS_HOUSEHOLD
    return AddressFinding(
        best.parts,
        stayed * best.match + 1 - stayed,
        together * best.household + 1 - together,
    )


def _address_rank(found: AddressFinding) -> tuple[float, list[tuple[int, list[str]]]]:
    """Equal matches are told apart by what both addresses hold, whichever record comes first."""
    return found.match, [(-part.level, sorted((part.a, part.b))) for part in found.parts]


def _same_address(a: PreparedAddress, b: PreparedAddress, rarity: Rarity) -> AddressFinding:
    area = _area(a, b, rarity)
    in_area = any(part.level is Level.SAME for part in area)
    parts = (*area, _street(a, b, rarity, in_area), _number(a, b, rarity))
    ratio = 1.0
    for part in parts:
        ratio *= part.match
    return AddressFinding(parts, ratio, ratio)


def _area(a: PreparedAddress, b: PreparedAddress, rarity: Rarity) -> tuple[Finding, ...]:
    code = _part("postal_code", a.postal_code, b.postal_code, rarity)
    place = _part("place", a.place, b.place, rarity)
    if code.level is Level.SAME and place.level is not Level.DIFFERENT:
        place = place._replace(match=1.0, household=1.0)
    elif place.level is Level.SAME and code.level in (Level.TYPO, Level.DIFFERENT):
        odds = weights.AREA[Level.TYPO]
        code = code._replace(match=odds.match / 0.3, household=odds.household / 0.3)
    elif place.level is Level.DIFFERENT and code.level is Level.SAME:
        place = place._replace(match=0.2, household=0.2)
    return code, place


def _part(field: str, a: str, b: str, rarity: Rarity) -> Finding:
    if not (a and b):
        return missing(field, a, b)
    level = typing_level(a, b)
    share = rarity.share(field, a) if level is Level.SAME else 0.0
    return weigh(field, a, b, level, weights.AREA[level], share)


def _street(a: PreparedAddress, b: PreparedAddress, rarity: Rarity, in_area: bool) -> Finding:
    shown = ("street", a.source.street, b.source.street)
    if not (a.street and b.street):
        return missing(*shown)
    level, share = typing_level(a.street, b.street), 0.0
    if level is Level.SAME:
        share = rarity.share("street", a.street)
        if in_area:
            share = max(share, weights.STREET_IN_AREA_SHARE)
    return weigh(*shown, level, weights.STREET[level], share)


def _number(a: PreparedAddress, b: PreparedAddress, rarity: Rarity) -> Finding:
    if not (a.number and b.number):
        return missing("house_number", a.number, b.number)
    level = number_level(a.number, b.number)
    share = rarity.share("number", a.number) if level is Level.SAME else 0.0
    return weigh("house_number", a.number, b.number, level, weights.NUMBER[level], share)
