"""What becomes of the rows that hang on a contact when it is merged away or erased.

Every foreign key to a contact, of any app, has one rule; a test fails where one is missing. An
app declares its rules in its own module `relation_rules`, found at start, so that this layer
acts on rows of upper apps without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import ForeignObjectRel, Model, QuerySet
from django.utils.translation import ngettext_lazy

from contacts.merging.rows import move_addresses, move_emails, move_phones
from contacts.models import (
    Contact,
    ContactAddress,
    ContactConsent,
    ContactEmail,
    ContactFile,
    ContactKey,
    ContactMerge,
    ContactPair,
    ContactPhone,
    ContactWord,
    MatchRecord,
    NotDuplicate,
    Relation,
)
from contacts.relations.moving import move_as_a, move_as_b


class Rule(Enum):
    """MOVE: to the contact that stays. KEEP: the row stays as it is; when its contact is erased
    its key becomes null. REMOVE: goes with the contact. REFUSE: as long as there is such a row
    the contact can be neither merged away nor erased.
    """

    MOVE = "move"
    KEEP = "keep"
    REMOVE = "remove"
    REFUSE = "refuse"


Move = Callable[[Contact, Contact], None]


@dataclass(frozen=True)
class RelationRule:
    """The rule of one foreign key, `model.field`.

    `move(gone, kept)` moves the rows where changing the key alone would offend a constraint or
    double what the contact that stays has already; without it the key is changed. `counted` is
    a lazy plural with `%(count)d` that tells a person what hangs on the contact before it is
    deleted; None for parts of the record itself and derived rows.
    """

    model: type[Model]
    field: str
    on_merge: Rule
    on_erase: Rule
    move: Move | None = None
    counted: Any = None

    def rows(self, contact_id: int) -> QuerySet[Any]:
        """All rows that hang on the contact by this key, softly deleted ones included."""
        return self.model._base_manager.filter(**{self.field: contact_id})

    def present_rows(self, contact_id: int) -> QuerySet[Any]:
        """Those that nobody has deleted."""
        rows = self.rows(contact_id)
        is_soft = any(column.name == "deleted_at" for column in self.model._meta.concrete_fields)
        return rows.filter(deleted_at__isnull=True) if is_soft else rows


_rules: dict[tuple[type[Model], str], RelationRule] = {}


def register_rule(*rules: RelationRule) -> None:
    """Adds rules. Raises ValueError for a second rule of one key and for one that cannot be."""
    for rule in rules:
        if rule.on_erase == Rule.MOVE:
            raise ValueError(f"{rule.model.__name__}.{rule.field}: nothing to move to on erase")
        if _rules.setdefault((rule.model, rule.field), rule) != rule:
            raise ValueError(f"{rule.model.__name__}.{rule.field} has two rules")


def relation_rules() -> list[RelationRule]:
    """One rule for each key to a contact, in the order in which they were declared.

    Raises LookupError when a key has none: nothing is merged or erased by halves.
    """
    missing = [key for key in related_keys() if key not in _rules]
    if missing:
        names = ", ".join(f"{model.__name__}.{field}" for model, field in missing)
        raise LookupError(f"no relation rule for {names}")
    return list(_rules.values())


def related_keys() -> Iterator[tuple[type[Model], str]]:
    """Every foreign key to a contact, hidden reverse names (`+`) included."""
    for relation in Contact._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            model: Any = relation.related_model
            yield model, relation.field.name


CONSENTS = ngettext_lazy("%(count)d Einwilligung", "%(count)d Einwilligungen", "count")
FILES = ngettext_lazy("%(count)d Datei", "%(count)d Dateien", "count")
RELATIONS = ngettext_lazy("%(count)d Beziehung", "%(count)d Beziehungen", "count")

register_rule(
    RelationRule(ContactPhone, "contact", Rule.MOVE, Rule.REMOVE, move=move_phones),
    RelationRule(ContactEmail, "contact", Rule.MOVE, Rule.REMOVE, move=move_emails),
    RelationRule(ContactAddress, "contact", Rule.MOVE, Rule.REMOVE, move=move_addresses),
    RelationRule(ContactFile, "contact", Rule.MOVE, Rule.REMOVE, counted=FILES),
    RelationRule(ContactConsent, "contact", Rule.MOVE, Rule.REMOVE, counted=CONSENTS),
    # What would join a contact with itself or double a relation goes.
    RelationRule(Relation, "a", Rule.MOVE, Rule.REMOVE, move=move_as_a, counted=RELATIONS),
    RelationRule(Relation, "b", Rule.MOVE, Rule.REMOVE, move=move_as_b, counted=RELATIONS),
    # Derived: rebuilt for the contact that stays.
    RelationRule(ContactKey, "contact", Rule.REMOVE, Rule.REMOVE),
    RelationRule(ContactWord, "contact", Rule.REMOVE, Rule.REMOVE),
    RelationRule(MatchRecord, "contact", Rule.REMOVE, Rule.REMOVE),
    RelationRule(ContactPair, "a", Rule.REMOVE, Rule.REMOVE),
    RelationRule(ContactPair, "b", Rule.REMOVE, Rule.REMOVE),
    # Whether the contact that stays is somebody's duplicate is a new question.
    RelationRule(NotDuplicate, "a", Rule.REMOVE, Rule.REMOVE),
    RelationRule(NotDuplicate, "b", Rule.REMOVE, Rule.REMOVE),
    RelationRule(ContactMerge, "kept", Rule.MOVE, Rule.REMOVE),
)
