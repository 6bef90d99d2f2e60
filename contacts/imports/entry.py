"""One card or row on its way into the stock, whatever file it stood in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contacts.data import ContactData
from contacts.fields.calling import home_of
from contacts.imports.card_in_words import no_such_number, shown_fields
from contacts.imports.card_to_contact import contact_data, has_a_name
from contacts.vcard.card import Card, Photo
from contacts.vcard.reading import read_cards


@dataclass(frozen=True, slots=True)
class Entry:
    """What was read at one position of a file, counting from 0.

    `data` is None where nobody could tell who it is about: `problems` say why then. `shown` are
    labels and values for the review.
    """

    position: int
    title: str
    data: ContactData | None = None
    shown: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    photo: Photo | None = None
    external_id: str = ""


def card_entries(data: bytes, country: str, *, is_shown: bool = True) -> Iterator[Entry]:
    """The cards of a vCard file; those that nobody is shown come without words for it.

    `country` is the agency's: where a number is at home that no address of the card places.
    """
    return (card_entry(card, country, is_shown=is_shown) for card in read_cards(data))


def card_entry(card: Card, country: str, *, is_shown: bool = True) -> Entry:
    """One card."""
    problems = tuple(str(problem.message) for problem in card.problems)
    shown = tuple(shown_fields(card)) if is_shown else ()
    if not has_a_name(card):
        title = card.label or _("Nicht lesbar")
        nameless = _("Auf der Karte steht weder ein Name noch eine Firma.")
        return Entry(card.index, title, None, shown, problems or (nameless,))
    data = contact_data(card)
    problems += tuple(_doubts(data, country))
    return Entry(card.index, card.label, data, shown, problems, card.photo, card.uid)


def _doubts(data: ContactData, country: str) -> Iterator[str]:
    """Which numbers there are none of: they are kept as they stand."""
    home = home_of(country, [row.values for row in data.addresses])
    for row in data.phones:
        if not home.read(row.values["number"], row.values["kind"]).e164:
            yield no_such_number(row.values["number"])
