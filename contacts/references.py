"""Registers what becomes of rows that refer to a contact when it is merged away or erased.

Every foreign key to a contact, of any app, has one rule; a test fails where one is missing. An
app declares its rules in its own module `reference_rules`, found at start, so that this layer
acts on rows of upper apps without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from audit.bin.rules import Count, HangingRule, Rule, Rules
from contacts.models import Contact

Move = Callable[[Contact, Contact], None]


@dataclass(frozen=True)
class ReferenceRule(HangingRule):
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


_rules: Rules[ReferenceRule] = Rules(Contact)
register_rule = _rules.register
reference_rules = _rules.all
related_keys = _rules.keys
