"""What becomes of links, mails and confirmations when their contact is merged away or erased."""

from django.utils.translation import ngettext_lazy

from contacts.relation_rules import RelationRule, Rule, register_rule
from sharing.models import Confirmation, OutboxMail, ShareLink, ShareLinkItem

CONFIRMATIONS = ngettext_lazy("%(count)d Bestätigung", "%(count)d Bestätigungen", "count")
LINKS = ngettext_lazy("%(count)d Freigabe", "%(count)d Freigaben", "count")
MAILS = ngettext_lazy("%(count)d E-Mail", "%(count)d E-Mails", "count")

register_rule(
    RelationRule(ShareLink, "contact", Rule.MOVE, Rule.REMOVE, counted=LINKS),
    RelationRule(ShareLinkItem, "contact", Rule.MOVE, Rule.REMOVE),
    RelationRule(OutboxMail, "contact", Rule.MOVE, Rule.REMOVE, counted=MAILS),
    RelationRule(Confirmation, "contact", Rule.MOVE, Rule.REMOVE, counted=CONFIRMATIONS),
)
