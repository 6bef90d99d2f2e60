"""Reads everybody within two steps of a contact, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from contacts.models import Contact, Relation
from contacts.relation_kinds import KINDS, RelationEnd, opposite
from contacts.relations.words import word_at

MOST_NEAR = 12
MOST_PEOPLE = 30
_ROWS = 300
_ORDER = {code: number for number, code in enumerate(KINDS)}


@dataclass
class Person:
    """Somebody in the circle; `words` is what they are to `parent`, who is one step nearer."""

    contact: Contact
    parent: Person | None = None
    words: list[str] = field(default_factory=list)
    children: list[Person] = field(default_factory=list)

    @property
    def word(self) -> str:
        """The words in one line."""
        return ", ".join(self.words)


@dataclass(frozen=True)
class Link:
    """A further relation between two in the circle, beside the one that reaches them."""

    one: Person
    other: Person
    word: str


@dataclass(frozen=True)
class Circle:
    """The contact in the middle with everybody around; `is_cut` when not all are in it."""

    centre: Person
    links: list[Link]
    is_cut: bool

    @property
    def people(self) -> list[Person]:
        """Everybody but the centre, each behind the one through whom they are reached."""
        return [p for near in self.centre.children for p in (near, *near.children)]


def circle_of(contact: Contact) -> Circle:
    """Everybody within two steps of `contact`, families first; two queries."""
    centre = Person(contact)
    first = _relations([contact.pk])
    near = _reached(first, [centre], {contact.pk: centre}, MOST_NEAR)
    known = {contact.pk: centre, **{one.contact.pk: one for one in near}}
    second = _relations(list(known.keys() - {contact.pk})) if near else []
    far = _reached(second, near, known, MOST_PEOPLE - len(near))
    known.update({one.contact.pk: one for one in far})
    seen = {pk for row in (*first, *second) for pk in (row.a_id, row.b_id)}
    return Circle(
        centre=centre,
        links=_links([*first, *second], known),
        is_cut=bool(seen - known.keys()) or len(first) == _ROWS or len(second) == _ROWS,
    )


def _relations(ids: list[int]) -> list[Relation]:
    rows = Relation.objects.present().touching(ids).with_people().order_by("pk")[:_ROWS]
    return sorted(rows, key=lambda row: (_ORDER[row.kind], row.pk))


def _reached(
    rows: Iterable[Relation], starts: list[Person], known: dict[int, Person], most: int
) -> list[Person]:
    """Those whom the relations reach from `starts` and who are not known yet."""
    by_id = {start.contact.pk: start for start in starts}
    found: dict[int, Person] = {}
    for row in rows:
        for side in ("a", "b"):
            start = by_id.get(row.person(side).pk)
            there = row.person(opposite(side))
            if start is None or there.pk in known:
                continue
            if there.pk not in found and len(found) < most:
                found[there.pk] = Person(there, parent=start)
                start.children.append(found[there.pk])
            if there.pk in found and found[there.pk].parent is start:
                found[there.pk].words.append(word_at(row, opposite(side)))
    return list(found.values())


def _links(rows: list[Relation], known: dict[int, Person]) -> list[Link]:
    """Relations within the circle that are no step outwards."""
    found = {}
    for row in rows:
        one, other = known.get(row.a_id), known.get(row.b_id)
        if one is None or other is None or one.parent is other or other.parent is one:
            continue
        found[row.pk] = Link(one, other, _both_words(row))
    return list(found.values())


def _both_words(row: Relation) -> str:
    sides: tuple[RelationEnd, ...] = ("a",) if row.what.both else ("a", "b")
    words = [str(row.what.words(side).neutral) for side in sides]
    if row.word_a:
        words = list(dict.fromkeys([row.word_a, row.word_b]))
    elif not row.what.both:
        words = [word_at(row, side) for side in sides]
    return " – ".join(words)
