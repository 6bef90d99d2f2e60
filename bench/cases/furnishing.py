"""Gives the agency what pages show: properties, orders, links, mails, imports, a history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from random import Random

from django.core.files.base import ContentFile

from audit.context import acting, action
from base.accounts.models import Agency, User
from base.jobs.services import start_run
from bench.cases.common import office
from bench.stock.cards import vcards
from bench.stock.loading import AGENT
from bench.stock.people import people
from contacts.choices import ContactRole
from contacts.imports.services import KIND
from contacts.models import Contact
from contacts.relations.services import RelationData, relate
from contacts.services import add_file, set_photo
from immonaut.demo.documents import pdf
from immonaut.demo.drawing import interior
from immonaut.demo.past import Past
from immonaut.demo.portfolio import lend, media_of, portfolio
from immonaut.demo.story import tell
from properties.models import Property
from properties.services import add_document, add_image, save_property
from sharing.services import confirm_terms, queue_mail

_PEOPLE = 400
_WITH_MEDIA = 24
_CARDS = 60


@dataclass(frozen=True)
class Furnished:
    """The contact and the property with most on them, and a context that can be undone."""

    contact: Contact
    property: Property
    cards: int
    context: str


def furnish() -> Furnished:
    """Lets the agency's people work for a while, by the product's own services."""
    agency, user, chance = office(), User.objects.get(email=AGENT), Random("furnish")  # noqa: S311
    with acting(actor_id=user.pk, actor=str(user)), action("bench.furnish") as context:
        contacts = _contacts(agency)
        flats = _properties(agency, user, chance)
        tell(contacts, flats, Past([user], chance), chance)
        _papers(contacts[0], user, chance)
        for other in contacts[1:4]:
            relate(contact=contacts[0], other=other, data=RelationData("sibling", "a"))
        queue_mail(
            contact=contacts[0],
            user=user,
            to="kunde@example.at",
            subject="Ihr Exposé",
            text="Guten Tag, anbei das Exposé.",
        )
        cards = ContentFile(vcards(people("review", _CARDS)), name="telefon.vcf")
        run = start_run(agency=agency, kind=KIND, user=user, uploads=[cards])
    return Furnished(contacts[0], flats[0], run.pk, str(context.id))


def _contacts(agency: Agency) -> list[Contact]:
    people_only = Contact.objects.filter(agency=agency, kind="person").order_by("pk")[:_PEOPLE]
    found = list(people_only)
    for contact in found[:200]:
        contact.roles = sorted({*contact.roles, ContactRole.PROSPECT})
    Contact.objects.bulk_update(found[:200], ["roles"])
    return found


def _properties(agency: Agency, user: User, chance: Random) -> list[Property]:
    made = []
    for number, values in enumerate([lend(), *portfolio(chance)]):
        record = save_property(agency=agency, values=values, user=user)
        if number < _WITH_MEDIA:
            _media(record, values, user)
        made.append(record)
    # Links show documents, so only these can be shared.
    return made[:_WITH_MEDIA]


def _media(record: Property, values: dict[str, object], user: User) -> None:
    media = media_of(values)
    for name, content in media.pictures:
        add_image(property=record, source=BytesIO(content), name=name, user=user)
    for paper in media.papers:
        add_document(
            property=record,
            source=BytesIO(paper.content),
            name=paper.name,
            user=user,
            kind=paper.kind,
            visibility=paper.visibility,
        )


def _papers(contact: Contact, user: User, chance: Random) -> None:
    letter = pdf("Finanzierungszusage", str(contact), ["Rahmen: 400.000 Euro"])
    add_file(contact=contact, source=BytesIO(letter), name="Zusage.pdf", user=user)
    confirm_terms(
        contact=contact,
        confirmed_on=date(2026, 9, 1),
        source=BytesIO(letter),
        name="AGB.pdf",
        user=user,
    )
    set_photo(contact=contact, source=BytesIO(interior(chance)), name="foto.jpg", user=user)
