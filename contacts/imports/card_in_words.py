"""Describes a card in the words of the review page."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from base.ui.formats import day
from base.ui.words import country_name
from contacts.vcard.card import Card, PostalAddress


def no_such_number(text: str) -> str:
    """That a phone number is none, and what becomes of it."""
    said = gettext("Die Nummer »%(text)s« gibt es so nicht; sie wird übernommen, wie sie dasteht.")
    return said % {"text": text}


def shown_fields(card: Card) -> list[tuple[str, str]]:
    """Label and value of everything the card says, one line each."""
    birth = day(card.birth_date) or card.birth_date_text
    photo = _("%(size)d KB") % {"size": max(1, len(card.photo.data) // 1024)} if card.photo else ""
    lines = [
        (_("Firma"), card.organisation),
        (_("Position"), card.position),
        *((_("Telefon"), phone.number) for phone in card.phones),
        *((_("E-Mail"), email.address) for email in card.emails),
        *((_("Adresse"), address_line(address)) for address in card.addresses),
        (_("Geburtsdatum"), birth),
        *((_("Website"), website) for website in card.websites),
        (_("Schlagwörter"), ", ".join(card.categories)),
        (_("Foto"), photo),
        (_("Notiz"), card.note),
        *card.extras,
    ]
    return [(str(label), str(text)[:500]) for label, text in lines if text]


def address_line(address: PostalAddress) -> str:
    """The address on one line."""
    door = "/".join(
        filter(None, [address.house_number, address.staircase, address.floor, address.door])
    )
    street = " ".join(filter(None, [address.street, door]))
    country = country_name(address.country)
    place = " ".join(filter(None, [address.postal_code, address.place]))
    return ", ".join(filter(None, [street, address.extra, place, address.region, country]))
