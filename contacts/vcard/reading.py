"""Reading a file of cards."""

from contacts.vcard.card import Card


def read_cards(data: bytes) -> list[Card]:
    """The cards of a file. Never raises; a file without a card gives one placeholder."""
    return []
