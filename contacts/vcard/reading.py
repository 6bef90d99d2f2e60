"""Reading a file of cards, whoever wrote it and however broken it is."""

from contacts.vcard.building import build
from contacts.vcard.card import Card
from contacts.vcard.charsets import as_utf8
from contacts.vcard.frames import frames
from contacts.vcard.limits import MAX_FILE_BYTES
from contacts.vcard.problems import problem


def read_cards(data: bytes) -> list[Card]:
    """The cards of a file in their order, at least one. Never raises, never fetches anything.

    A file without any card and a file over `limits.MAX_FILE_BYTES` give one placeholder
    (`Card.is_placeholder`) that says so. Beyond `limits.MAX_CARDS` the last item is such a
    placeholder. Text around the cards, as in a mail, is passed over.
    """
    if len(data) > MAX_FILE_BYTES:
        return [_placeholder(0, "file_too_large")]
    found, too_many = frames(as_utf8(data))
    cards = [build(index, frame) for index, frame in enumerate(found)]
    if too_many:
        cards.append(_placeholder(len(cards), "too_many_cards"))
    return cards or [_placeholder(0, "no_card")]


def _placeholder(index: int, code: str) -> Card:
    return Card(index=index, problems=(problem(code),))
