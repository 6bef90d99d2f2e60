"""Blocking keys: two records are worth comparing when they share one.

Each kind of key survives another kind of error, so that a pair has several chances to meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from contacts.duplicates.phonetics import koelner
from contacts.duplicates.prepared import Prepared, PreparedAddress, prepare
from contacts.duplicates.record import Record

_SHORTEST_PHONE = 5
_WORD_START = 5


@lru_cache(maxsize=4096)
def blocking_keys(record: Record) -> frozenset[int]:
    """Signed 64-bit hashes that fit a PostgreSQL bigint and are the same in every process.

    The latest ones are remembered: an import looks, locks and stores by the same keys.
    """
    return keys_of(prepare(record))


def keys_of(prepared: Prepared) -> frozenset[int]:
    """The blocking keys of a record that is normalised already."""
    # A couple shares names and numbers with its members and is neither of them.
    apart = "couple|" if prepared.record.kind == "couple" else ""
    return frozenset(_hash(apart + text) for text in _key_texts(prepared))


WEAK, STRONG, NAME = 0, 1, 2
"""What kind of key a hash is: its lowest two bits, so that the database can tell as well.

A pair is worth comparing when it shares a strong key (mail address, phone, birth date with one
more thing, company), one that few share, or two others: who shares nothing but a house in a
tower, or a common name and a large area, is a neighbour or a relative.
"""

KIND_BITS = 3
ENOUGH = 2
FEW = 5
FEW_NAMESAKES = 10
_KINDS = {"e": STRONG, "t": STRONG, "c": STRONG, "b": STRONG, "bp": STRONG, "n": NAME}


def _hash(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8).digest()
    kind = _KINDS.get(text.partition("|")[0], WEAK)
    return int.from_bytes(digest, "big", signed=True) & ~KIND_BITS | kind


def worth(key: int, sharing: int) -> int:
    """What a key that `sharing` records share counts; a pair needs ENOUGH."""
    kind = key & KIND_BITS
    few = FEW_NAMESAKES if kind == NAME else FEW
    return 2 if kind == STRONG or sharing <= few else 1


def _key_texts(prepared: Prepared) -> Iterator[str]:
    for email in prepared.emails:
        yield f"e|{email}"
    for phone in prepared.phones:
        if len(phone) >= _SHORTEST_PHONE:
            yield f"t|{phone}"
    if prepared.company:
        yield f"c|{prepared.company}"
    family_sounds = _family_sounds(prepared)
    yield from _name_keys(prepared, family_sounds)
    if prepared.birth:
        yield from _birth_keys(prepared, family_sounds)
    for address in prepared.addresses:
        yield from _address_keys(prepared, family_sounds, address)


def _family_sounds(prepared: Prepared) -> tuple[str, ...]:
    """The whole name, each half of a double name, the birth name."""
    words = [*prepared.family_words, prepared.birth_name, prepared.spelled.family]
    sounds = [prepared.family_sound, *(koelner(word) for word in words if len(word) > 2)]
    return tuple(dict.fromkeys(sound for sound in sounds if sound))


def _name_keys(prepared: Prepared, family_sounds: tuple[str, ...]) -> Iterator[str]:
    """Sorted, so that swapped first and last names meet."""
    for given in _given_sounds(prepared):
        for family in family_sounds:
            first, second = sorted((given, family))
            yield f"n|{first}|{second}"


def _given_sounds(prepared: Prepared) -> set[str]:
    return {koelner(name) for name in prepared.given_classes} - {""}


def _birth_keys(prepared: Prepared, family_sounds: tuple[str, ...]) -> Iterator[str]:
    for sound in {*family_sounds, *_given_sounds(prepared)}:
        yield f"b|{prepared.birth}|{sound}"
    for address in prepared.addresses:
        yield from (f"bp|{prepared.birth}|{part}" for part in _address_marks(address) if part)


def _address_marks(address: PreparedAddress) -> tuple[str, ...]:
    """Parts of an address of which at least one survives most errors and many a move."""
    return (
        address.postal_code,
        address.number,
        address.street[:_WORD_START],
        _place_start(address),
    )


def _place_start(address: PreparedAddress) -> str:
    return address.place.replace(" ", "")[:_WORD_START]


def _address_keys(
    prepared: Prepared, family_sounds: tuple[str, ...], address: PreparedAddress
) -> Iterator[str]:
    given_sounds = _given_sounds(prepared)
    if address.postal_code:
        for sound in {*family_sounds, *given_sounds}:
            yield f"a|{sound}|{address.postal_code}"
    place = _place_start(address)
    if place:
        yield from _place_keys(prepared, family_sounds, given_sounds, place)
    if address.street and address.number:
        house = f"{address.street[:_WORD_START]}|{address.number}"
        for area in filter(None, (address.postal_code, place)):
            yield f"h|{area}|{house}"
        for sound in {*family_sounds, *given_sounds}:
            yield f"s|{sound}|{house}"


def _place_keys(
    prepared: Prepared, family_sounds: tuple[str, ...], given_sounds: set[str], place: str
) -> Iterator[str]:
    """Places are too large for one name alone, so the other's first letter narrows them."""
    for sound in given_sounds:
        yield f"p|{sound}|{prepared.family[:1]}|{place}"
    for sound in family_sounds:
        yield f"p|{sound}|{prepared.given[:1]}|{place}"
