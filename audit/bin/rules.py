"""What becomes of the rows that hang on something when it is erased for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from django.db.models import ForeignObjectRel, Model, QuerySet

from base.registry import Registry


class Rule(Enum):
    """MOVE: to the contact that stays. KEEP: the row stays, its key becomes null when what it hangs
    on is erased. REMOVE: goes with it.
    """

    MOVE = "move"
    KEEP = "keep"
    REMOVE = "remove"


Narrowed = Callable[[Any], QuerySet[Any]]


@dataclass(frozen=True)
class Count:
    """`words` is a lazy plural with `%(count)d`; `only` narrows the present rows to those meant."""

    words: Any
    only: Narrowed | None = None


class HangingRule:
    """The rule of one foreign key, `model.field`, with what a person is told before deleting."""

    model: type[Model]
    field: str
    on_erase: Rule

    def counts(self) -> Sequence[Count]:
        """What is counted; nothing for parts of the record itself and derived rows."""
        raise NotImplementedError

    def kept_as(self) -> Mapping[str, Any]:
        """What else is written to rows that are kept."""
        return {}

    def rows(self, pk: int) -> QuerySet[Any]:
        """All rows that hang on it by this key, softly deleted ones included."""
        return self.model._base_manager.filter(**{self.field: pk})

    def present_rows(self, pk: int) -> QuerySet[Any]:
        """Those that nobody has deleted."""
        rows = self.model._default_manager.filter(**{self.field: pk})
        is_soft = any(column.name == "deleted_at" for column in self.model._meta.concrete_fields)
        return rows.filter(deleted_at__isnull=True) if is_soft else rows


@dataclass(frozen=True)
class BinRule(HangingRule):
    """A rule for what is erased but never merged; `written` is what `kept_as` answers."""

    model: type[Model]
    field: str
    on_erase: Rule
    counted: Sequence[Count] = ()
    written: Mapping[str, Any] | None = None

    def counts(self) -> Sequence[Count]:
        return self.counted

    def kept_as(self) -> Mapping[str, Any]:
        return self.written or {}


R = TypeVar("R", bound=HangingRule)


class Rules(Generic[R]):
    """One rule for each foreign key to `root`, of any app; apps add theirs at start."""

    def __init__(self, root: type[Model]) -> None:
        self.root = root
        self.known: Registry[R] = Registry("reference_rules", f"rule for {root.__name__} of")

    def register(self, *rules: R) -> None:
        """Adds rules. Raises ValueError for a second rule of one key and one that cannot be."""
        for rule in rules:
            if rule.on_erase == Rule.MOVE:
                name = f"{rule.model.__name__}.{rule.field}"
                raise ValueError(f"{name}: nothing to move to on erase")
            self.known.add((rule.model, rule.field), rule)

    def all(self) -> list[R]:
        """In the order in which they were declared.

        Raises LookupError when a key has none: nothing is merged or erased by halves.
        """
        missing = [key for key in self.keys() if key not in self.known]
        if missing:
            names = ", ".join(f"{model.__name__}.{field}" for model, field in missing)
            raise LookupError(f"no rule for {names}")
        return list(self.known)

    def keys(self) -> Iterator[tuple[type[Model], str]]:
        """Every foreign key to the root, hidden reverse names (`+`) included."""
        for relation in self.root._meta.get_fields(include_hidden=True):
            if isinstance(relation, ForeignObjectRel):
                model: Any = relation.related_model
                yield model, relation.field.name
