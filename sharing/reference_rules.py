"""What becomes of links, mails and confirmations when what they hang on is erased or merged."""

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from audit.bin.rules import BinRule, Count, Rule
from contacts.references import ReferenceRule, register_rule
from properties import bin_rules
from sharing.models import Confirmation, OutboxMail, ShareLink, ShareLinkItem

CONFIRMATIONS = ngettext_lazy("%(count)d Bestätigung", "%(count)d Bestätigungen", "count")
LINKS = ngettext_lazy("%(count)d Link", "%(count)d Links", "count")
MAILS = ngettext_lazy("%(count)d E-Mail", "%(count)d E-Mails", "count")

register_rule(
    ReferenceRule(ShareLink, "contact", Rule.MOVE, Rule.REMOVE, counted=LINKS),
    ReferenceRule(ShareLinkItem, "contact", Rule.MOVE, Rule.REMOVE),
    ReferenceRule(OutboxMail, "contact", Rule.MOVE, Rule.REMOVE, counted=MAILS),
    ReferenceRule(Confirmation, "contact", Rule.MOVE, Rule.REMOVE, counted=CONFIRMATIONS),
)

OPEN_LINKS = ngettext_lazy(
    "%(count)d Link, der noch gilt", "%(count)d Links, die noch gelten", "count"
)

bin_rules.register_rule(
    # Its views are proof of what the customer saw: the link stays, deleted.
    BinRule(
        ShareLink,
        "property",
        Rule.KEEP,
        [Count(OPEN_LINKS, lambda links: links.open_at(timezone.now()))],
        written={"deleted_at": Now()},
    ),
    BinRule(OutboxMail, "property", Rule.KEEP),
)
