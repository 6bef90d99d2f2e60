"""What becomes of a contact's search orders and properties when it is merged away or erased."""

from django.utils.translation import ngettext_lazy

from audit.bin.rules import Rule
from contacts.relation_rules import RelationRule, register_rule
from properties.models import Criterion, Note, Party, SearchOrder
from properties.parties.services import move_parties

PARTIES = ngettext_lazy(
    "%(count)d Beteiligung an einer Immobilie", "%(count)d Beteiligungen an Immobilien", "count"
)
ORDERS = ngettext_lazy("%(count)d Suchauftrag", "%(count)d Suchaufträge", "count")

NOTES = ngettext_lazy("%(count)d Notiz", "%(count)d Notizen", "count")

register_rule(
    RelationRule(Note, "contact", Rule.MOVE, Rule.REMOVE, counted=NOTES),
    RelationRule(SearchOrder, "contact", Rule.MOVE, Rule.REMOVE, counted=ORDERS),
    RelationRule(Criterion, "contact", Rule.MOVE, Rule.REMOVE),
    RelationRule(Party, "contact", Rule.MOVE, Rule.REMOVE, move=move_parties, counted=PARTIES),
)
