"""Places everybody of a circle in its picture, for a wide and for a narrow page.

Wide: the contact in the middle, those near around it, those farther on an outer ring, each
within the sector of the one through whom they are reached. Narrow: a tree of lines, each person
below that one. All measures are in the units of the SVG, which are pixels at its natural size.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from contacts.models import Contact
from contacts.relations.circle import Circle, Person

WIDTH = 800
RADIUS, CENTRE_RADIUS = 20, 28
_NARROW_WIDTH, _ROW, _INDENT, _SMALL = 340, 52, 34, 16
_OUTER_X, _ROOM = 330, 92  # half the width of the outer ring; what a name needs along it
_LEAST_OUTER_Y, _MOST_OUTER_Y = 150, 520
_INNER = 0.52
_LINE, _NARROW_LINE = 15, 27


@dataclass(frozen=True)
class Node:
    """One person: place of the avatar, and the name in lines short enough for it."""

    contact: Contact
    x: int
    y: int
    radius: int
    lines: tuple[str, ...]
    word: str = ""
    is_centre: bool = False

    @property
    def name_y(self) -> int:
        """The base line of the name below the avatar."""
        return self.y + self.radius + 15


@dataclass(frozen=True)
class Edge:
    """A line from one avatar to another with a word on it; `is_link` for one within the circle."""

    x1: int
    y1: int
    x2: int
    y2: int
    word: str
    word_x: int
    word_y: int
    is_link: bool = False


@dataclass(frozen=True)
class Elbow:
    """A line down from a person and across to the one below."""

    x: int
    y1: int
    y2: int
    x2: int


@dataclass(frozen=True)
class Drawing:
    """A picture: its size and what is in it."""

    width: int
    height: int
    nodes: list[Node]
    edges: list[Edge]
    elbows: list[Elbow]


def wide(circle: Circle) -> Drawing:
    """The picture with rings."""
    inner, outer, height = _rings(circle)
    middle = (WIDTH // 2, height // 2)
    places = {circle.centre.contact.pk: middle}
    slots = _slots(circle)
    turn, total = 0, max(1, sum(slots))
    for near, width in zip(circle.centre.children, slots, strict=True):
        places[near.contact.pk] = _on_ring(inner, middle, turn + width / 2, total)
        for number, far in enumerate(near.children):
            share = (number + 0.5) * width / len(near.children)
            places[far.contact.pk] = _on_ring(outer, middle, turn + share, total)
        turn += width
    nodes = [_node(person, places, is_centre=False) for person in circle.people]
    centre = _node(circle.centre, places, is_centre=True)
    return Drawing(WIDTH, height, [centre, *nodes], _edges(circle, places), [])


def narrow(circle: Circle) -> Drawing:
    """The picture as a tree."""
    nodes, elbows = [_row(circle.centre, 0, 0)], []
    number = 1
    for near in circle.centre.children:
        top = number
        nodes.append(_row(near, 1, number))
        elbows.append(_elbow(0, 0, number))
        number += 1
        for far in near.children:
            nodes.append(_row(far, 2, number))
            elbows.append(_elbow(1, top, number))
            number += 1
    return Drawing(_NARROW_WIDTH, number * _ROW, nodes, [], elbows)


Ring = tuple[float, float]
Place = tuple[int, int]


def _slots(circle: Circle) -> list[int]:
    """How much of the ring each of those near takes, in names on the outer ring.

    On the inner one a name needs twice the angle.
    """
    near = circle.centre.children
    least = 2 if any(one.children for one in near) else 1
    return [max(least, len(one.children)) for one in near]


def _rings(circle: Circle) -> tuple[Ring, Ring, int]:
    """Both ellipses and the height of the picture: it grows with the people on the outer one."""
    has_far = any(near.children for near in circle.centre.children)
    wanted = sum(_slots(circle)) * _ROOM / (2 * pi)  # the mean of both half axes, roughly
    outer_y = min(max(2 * wanted - _OUTER_X, _LEAST_OUTER_Y), _MOST_OUTER_Y)
    if not has_far:
        inner = (_OUTER_X * 0.78, max(165.0, outer_y * 0.9))
        return inner, inner, round(2 * inner[1]) + 120
    outer_y = max(outer_y, 270.0)
    return (_OUTER_X * _INNER, outer_y * _INNER), (_OUTER_X, outer_y), round(2 * outer_y) + 120


def _on_ring(ring: Ring, middle: Place, turn: float, total: int) -> Place:
    """The first stands at the upper left; two face each other left and right."""
    angle = 2 * pi * turn / total - pi / 2 - (pi / total if total > 1 else 0)
    if total == 2:
        angle = pi * (turn - 0.5) + pi
    return round(middle[0] + ring[0] * cos(angle)), round(middle[1] + ring[1] * sin(angle))


def _node(person: Person, places: dict[int, Place], *, is_centre: bool) -> Node:
    x, y = places[person.contact.pk]
    radius = CENTRE_RADIUS if is_centre else RADIUS
    lines = _in_lines(person.contact.display_name, _LINE)
    return Node(person.contact, x, y, radius, lines, person.word, is_centre)


def _edges(circle: Circle, places: dict[int, Place]) -> list[Edge]:
    steps = [
        _edge(places[p.parent.contact.pk], places[p.contact.pk], p.word)
        for p in circle.people
        if p.parent
    ]
    links = [
        _edge(places[i.one.contact.pk], places[i.other.contact.pk], i.word, is_link=True)
        for i in circle.links
    ]
    return [*links, *steps]


def _edge(start: Place, end: Place, word: str, *, is_link: bool = False) -> Edge:
    """From rim to rim; the word keeps clear of the names, which stand below the avatars."""
    length = max(hypot(end[0] - start[0], end[1] - start[1]), 1)
    angle = atan2(end[1] - start[1], end[0] - start[0])
    at = 0.5 if is_link else 0.53 + 0.14 * sin(angle)
    cut = min(RADIUS + 4, length / 2)
    x1, y1 = start[0] + cut * cos(angle), start[1] + cut * sin(angle)
    x2, y2 = end[0] - cut * cos(angle), end[1] - cut * sin(angle)
    return Edge(
        round(x1),
        round(y1),
        round(x2),
        round(y2),
        _shortened(word, 24),
        round(x1 + (x2 - x1) * at),
        round(y1 + (y2 - y1) * at) + 4,
        is_link,
    )


def _row(person: Person, depth: int, number: int) -> Node:
    x, y = _SMALL + 2 + depth * _INDENT, number * _ROW + _ROW // 2
    lines = (_shortened(person.contact.display_name, _NARROW_LINE - 4 * depth + 4),)
    word = _shortened(person.word, _NARROW_LINE - 4 * depth + 6)
    return Node(person.contact, x, y, _SMALL, lines, word, depth == 0)


def _elbow(depth: int, above: int, number: int) -> Elbow:
    x = _SMALL + 2 + depth * _INDENT
    top, bottom = above * _ROW + _ROW // 2 + _SMALL, number * _ROW + _ROW // 2
    return Elbow(x, top, bottom, x + _INDENT - _SMALL)


def _in_lines(name: str, longest: int) -> tuple[str, ...]:
    """Two lines at most, broken between words where that helps."""
    if len(name) <= longest:
        return (name,)
    words = name.split()
    for cut in range(len(words) - 1, 0, -1):
        first = " ".join(words[:cut])
        if len(first) <= longest:
            return first, _shortened(" ".join(words[cut:]), longest)
    return (_shortened(name, longest),)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
