"""What becomes of the rows that hang on a property when it is erased.

Every foreign key to a property, of any app, has one rule; a test fails where one is missing.
Upper apps register theirs in their own module `reference_rules`, found at start.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext_lazy

from audit.bin.rules import BinRule, Count, Rule, Rules
from properties.models import Note, Party, PartyKind, Property, PropertyDocument, PropertyImage

_rules: Rules[BinRule] = Rules(Property)
register_rule = _rules.register
bin_rules = _rules.all
related_keys = _rules.keys

IMAGES = ngettext_lazy("%(count)d Bild", "%(count)d Bilder", "count")
DOCUMENTS = ngettext_lazy("%(count)d Dokument", "%(count)d Dokumente", "count")
INTERESTED = ngettext_lazy("%(count)d Interessent", "%(count)d Interessenten", "count")
OTHERS = ngettext_lazy(
    "%(count)d Eigentümer oder Verwalter", "%(count)d Eigentümer und Verwalter", "count"
)


def _interested(rows: Any) -> QuerySet[Party]:
    found: QuerySet[Party] = rows.filter(kind=PartyKind.INTEREST, contact__deleted_at=None)
    return found


def _others(rows: Any) -> QuerySet[Party]:
    found: QuerySet[Party] = rows.exclude(kind=PartyKind.INTEREST).filter(contact__deleted_at=None)
    return found


NOTES = ngettext_lazy("%(count)d Notiz", "%(count)d Notizen", "count")

register_rule(
    BinRule(Note, "property", Rule.REMOVE, [Count(NOTES)]),
    BinRule(PropertyImage, "property", Rule.REMOVE, [Count(IMAGES)]),
    BinRule(PropertyDocument, "property", Rule.REMOVE, [Count(DOCUMENTS)]),
    BinRule(
        Party, "property", Rule.REMOVE, [Count(INTERESTED, _interested), Count(OTHERS, _others)]
    ),
)
