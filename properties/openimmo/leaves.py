"""An XML element as a flat list of paths with their texts.

Real feeds order, nest, repeat and capitalise as they please. Flattened, a table of
paths can look for what it knows, and whatever nobody asked for is what is kept.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from properties.openimmo.values import LONGEST_TEXT

MOST_LEAVES = 5_000
MOST_ELEMENTS = 20_000
_DEEPEST = 24
_LONGEST_NAME = 80
_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True)
class Leaf:
    """A text with the path it stands at, as written (`path`) and for looking up (`key`)."""

    path: str
    key: str
    text: str


class Leaves:
    """The texts below one element, and which of them have found a field."""

    def __init__(self, element: etree._Element, *, without: frozenset[str] = frozenset()) -> None:
        """Flatten `element`, leaving out children (at any depth) named in `without`."""
        self.elements: dict[str, str] = {}
        self.overflow = False
        self._by_key: dict[str, Leaf] = {}
        self._used: set[str] = set()
        for nth, (path, child) in enumerate(_walk(element, without)):
            if nth > MOST_ELEMENTS:
                self.overflow = True
                break
            self._add_element(path, child)

    def _add_element(self, path: str, element: etree._Element) -> None:
        if path:
            self.elements[_key(path)] = path
        for leaf in _texts(path, element):
            if len(self._by_key) >= MOST_LEAVES:
                self.overflow = True
                return
            self._by_key.setdefault(leaf.key, leaf)

    def get(self, key: str) -> Leaf | None:
        """The text at `key`: lower case, ``_`` for ``-``, attributes as ``element/@name``."""
        return self._by_key.get(key)

    def take(self, key: str) -> str:
        """The text at `key` without outer space, which thereby has a field; "" if none."""
        leaf = self._by_key.get(key)
        if leaf is None:
            return ""
        self._used.add(key)
        return leaf.text.strip()

    def use(self, leaf: Leaf) -> None:
        """Note that `leaf` has found its field."""
        self._used.add(leaf.key)

    def rest(self) -> tuple[tuple[str, str], ...]:
        """Path and text of everything that has found no field, in document order."""
        return tuple(
            (leaf.path, leaf.text.strip()[:LONGEST_TEXT])
            for leaf in self._by_key.values()
            if leaf.key not in self._used
        )


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case."""
    return _local(str(element.tag)).casefold()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _key(path: str) -> str:
    return path.casefold().replace("-", "_")


def _walk(root: etree._Element, without: frozenset[str]) -> Iterator[tuple[str, etree._Element]]:
    """Every element below `root` with its path, in document order.

    An explicit stack instead of recursion: a hostile document nests deeper than
    Python may call.
    """
    stack: list[tuple[str, int, etree._Element]] = [("", 0, root)]
    while stack:
        path, depth, element = stack.pop()
        yield path, element
        if depth < _DEEPEST:
            stack.extend(reversed(list(_children(path, depth + 1, element, without))))


def _children(
    path: str, depth: int, element: etree._Element, without: frozenset[str]
) -> Iterator[tuple[str, int, etree._Element]]:
    seen: Counter[str] = Counter()
    for child in islice(element.iterchildren("{*}*"), MOST_ELEMENTS):
        if local_name(child) in without:
            continue
        label = _label(child)
        seen[_key(label)] += 1
        nth = seen[_key(label)]
        label = label if nth == 1 else f"{label}[{nth}]"
        yield (f"{path}/{label}" if path else label), depth, child


def _label(element: etree._Element) -> str:
    """The element's name, with the name of the field it defines: ``feld[Zone]``."""
    name = _local(str(element.tag))[:_LONGEST_NAME]
    defined = element.get("feldname") or element.get("fieldname")
    if not defined and name == "feld":
        defined = element.findtext("{*}name")
    words = " ".join((defined or "").split())[:_LONGEST_NAME]
    return f"{name}[{words}]" if words else name


def _texts(path: str, element: etree._Element) -> Iterator[Leaf]:
    text = _own_text(path, element)
    if not text.strip() and element.get("fieldname"):
        text = str(element.get("fieldvalue") or "")
    if text.strip():
        yield Leaf(path, _key(path), text)
    for name, value in element.attrib.items():
        at = f"{path}/@{_local(str(name))[:_LONGEST_NAME]}".lstrip("/")
        if str(value).strip() and not _is_naming(str(name)):
            yield Leaf(at, _key(at), str(value))


def _own_text(path: str, element: etree._Element) -> str:
    if path.count("/") >= _DEEPEST - 1:
        return " ".join(" ".join(str(part) for part in element.itertext()).split())
    tails = "".join(child.tail or "" for child in element)
    return (element.text or "") + (tails if tails.strip() else "")


def _is_naming(attribute: str) -> bool:
    return attribute.startswith(_SCHEMA_INSTANCE) or attribute in {
        "feldname",
        "fieldname",
        "fieldvalue",
    }
