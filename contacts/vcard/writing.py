"""Writing cards to a file."""

from collections.abc import Iterable
from typing import Literal

from contacts.vcard.card import Card

Version = Literal["3.0", "4.0"]


def write_cards(cards: Iterable[Card], version: Version = "4.0") -> bytes:
    """The cards as one file in the given version of the vCard standard."""
    return b""
