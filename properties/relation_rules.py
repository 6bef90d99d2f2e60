"""What becomes of a contact's search orders when it is merged away or erased."""

from django.utils.translation import ngettext_lazy

from contacts.relation_rules import RelationRule, Rule, register_rule
from properties.orders.models import Criterion, SearchOrder

ORDERS = ngettext_lazy("%(count)d Suchauftrag", "%(count)d Suchaufträge", "count")

register_rule(
    RelationRule(SearchOrder, "contact", Rule.MOVE, Rule.REMOVE, counted=ORDERS),
    RelationRule(Criterion, "contact", Rule.MOVE, Rule.REMOVE),
)
