"""What leaves the office: share links, mails, and the proof of what customers agreed to."""

from sharing.models.confirmations import Confirmation
from sharing.models.links import LinkView, ShareLink, ShareLinkItem
from sharing.models.mail import AccountMail, OutboxMail

__all__ = [
    "AccountMail",
    "Confirmation",
    "LinkView",
    "OutboxMail",
    "ShareLink",
    "ShareLinkItem",
]
