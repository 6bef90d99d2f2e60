"""What becomes of this app's own rows when a contact is merged away or erased."""

from django.utils.translation import ngettext_lazy

from audit.bin.rules import Rule
from contacts.deduplication.merging.contact_points import move_addresses, move_emails, move_phones
from contacts.models import (
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
from contacts.references import ReferenceRule, register_rule
from contacts.relations.merging import move_as_a, move_as_b

CONSENTS = ngettext_lazy("%(count)d Einwilligung", "%(count)d Einwilligungen", "count")
FILES = ngettext_lazy("%(count)d Datei", "%(count)d Dateien", "count")
RELATIONS = ngettext_lazy("%(count)d Beziehung", "%(count)d Beziehungen", "count")

register_rule(
    ReferenceRule(ContactPhone, "contact", Rule.MOVE, Rule.REMOVE, move=move_phones),
    ReferenceRule(ContactEmail, "contact", Rule.MOVE, Rule.REMOVE, move=move_emails),
    ReferenceRule(ContactAddress, "contact", Rule.MOVE, Rule.REMOVE, move=move_addresses),
    ReferenceRule(ContactFile, "contact", Rule.MOVE, Rule.REMOVE, counted=FILES),
    ReferenceRule(ContactConsent, "contact", Rule.MOVE, Rule.REMOVE, counted=CONSENTS),
    # What would join a contact with itself or double a relation goes.
    ReferenceRule(Relation, "a", Rule.MOVE, Rule.REMOVE, move=move_as_a, counted=RELATIONS),
    ReferenceRule(Relation, "b", Rule.MOVE, Rule.REMOVE, move=move_as_b, counted=RELATIONS),
    # Derived: rebuilt for the contact that stays.
    ReferenceRule(ContactKey, "contact", Rule.REMOVE, Rule.REMOVE),
    ReferenceRule(ContactWord, "contact", Rule.REMOVE, Rule.REMOVE),
    ReferenceRule(MatchRecord, "contact", Rule.REMOVE, Rule.REMOVE),
    ReferenceRule(ContactPair, "a", Rule.REMOVE, Rule.REMOVE),
    ReferenceRule(ContactPair, "b", Rule.REMOVE, Rule.REMOVE),
    # Whether the contact that stays is somebody's duplicate is a new question.
    ReferenceRule(NotDuplicate, "a", Rule.REMOVE, Rule.REMOVE),
    ReferenceRule(NotDuplicate, "b", Rule.REMOVE, Rule.REMOVE),
    ReferenceRule(ContactMerge, "kept", Rule.MOVE, Rule.REMOVE),
)
