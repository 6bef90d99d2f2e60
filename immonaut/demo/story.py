"""What has happened in the demo agency: orders, links, mails, confirmations, second thoughts."""

from __future__ import annotations

from random import Random

from base.accounts.models import User
from contacts.models import Contact
from properties.models import Property


def tell(contacts: list[Contact], properties: list[Property], anna: User, chance: Random) -> None:
    """Lets a few months pass."""
