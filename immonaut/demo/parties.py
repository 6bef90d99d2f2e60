"""To whom the properties of the demo agency belong, who manages them and who wants them."""

from __future__ import annotations

from random import Random

from contacts.choices import ContactRole
from contacts.models import Contact
from immonaut.demo.past import Past
from properties.models import PartyKind, Property
from properties.parties.services import add_party
from sharing.models import ShareLink

MANAGED = 30
_NOTES = ["Schlüssel liegt im Büro", "nur vormittags erreichbar", "Alleinvermittlung", "", "", ""]


def tell_parties(
    contacts: list[Contact], properties: list[Property], links: list[ShareLink], past: Past
) -> None:
    """Each property has an owner, some a manager; who was sent its papers is interested."""
    chance = Random("parties")  # noqa: S311
    owners = [one for one in contacts if ContactRole.OWNER in one.roles]
    managers = [one for one in contacts if ContactRole.MANAGER in one.roles]
    for record in properties:
        _join(chance.choice(owners), record, PartyKind.OWNER, past, chance.choice(_NOTES))
    for record in chance.sample(properties, min(MANAGED, len(properties)) if managers else 0):
        _join(chance.choice(managers), record, PartyKind.MANAGER, past)
    for link in links:
        if link.property:
            _join(link.contact, link.property, PartyKind.INTEREST, past)


def _join(contact: Contact, record: Property, kind: PartyKind, past: Past, note: str = "") -> None:
    begun = max(contact.created_at, record.created_at)
    with past.by_agent(past.since(begun, within=1)):
        add_party(contact=contact, property=record, kind=kind, note=note)
