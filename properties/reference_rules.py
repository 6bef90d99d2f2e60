"""What becomes of a contact's search orders and properties when it is merged away or erased."""

from django.utils.translation import ngettext_lazy

from audit.bin.rules import Rule
from contacts.references import ReferenceRule, register_rule
from properties.models import Criterion, Note, Party, SearchOrder
from properties.parties.services import move_parties

PARTIES = ngettext_lazy(
    "%(count)d Beteiligung an einer Immobilie", "%(count)d Beteiligungen an Immobilien", "count"
)
ORDERS = ngettext_lazy("%(count)d Suchauftrag", "%(count)d Suchaufträge", "count")

NOTES = ngettext_lazy("%(count)d Notiz", "%(count)d Notizen", "count")

register_rule(
    ReferenceRule(Note, "contact", Rule.MOVE, Rule.REMOVE, counted=NOTES),
    ReferenceRule(SearchOrder, "contact", Rule.MOVE, Rule.REMOVE, counted=ORDERS),
    ReferenceRule(Criterion, "contact", Rule.MOVE, Rule.REMOVE),
    ReferenceRule(Party, "contact", Rule.MOVE, Rule.REMOVE, move=move_parties, counted=PARTIES),
)
