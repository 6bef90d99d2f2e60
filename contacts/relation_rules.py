"""What becomes of the rows that hang on a contact when it is merged away or erased.

Every foreign key to a contact, of any app, has one rule; a test fails where one is missing. An
app declares its rules in its own module `relation_rules`, found at start, so that this layer
acts on rows of upper apps without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import ngettext_lazy

from audit.bin.rules import Count, HangingRule, Rule, Rules
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

Move = Callable[[Contact, Contact], None]


@dataclass(frozen=True)
class RelationRule(HangingRule):
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

    def counts(self) -> Sequence[Count]:
        return [Count(self.counted)] if self.counted else []


_rules: Rules[RelationRule] = Rules(Contact)
register_rule = _rules.register
relation_rules = _rules.all
related_keys = _rules.keys


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
