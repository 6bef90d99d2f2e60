"""What has happened in the demo agency: orders, links, mails, confirmations, second thoughts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import Context, acting
from audit.models import Activity, ActivitySubject
from base.accounts.models import User
from contacts.choices import ContactRole
from contacts.data import ContactData
from contacts.models import Contact
from contacts.services import save_contact, touch_activity
from immonaut.demo.documents import pdf
from properties.choices import MarketingType, ObjectType, Usage
from properties.models import Property
from properties.orders.kinds import Kind, Mode
from properties.orders.predicate import Wanted
from properties.orders.services import create_order
from properties.services import save_property
from sharing.models import LinkView, ShareLink
from sharing.services import confirm_terms, generate_link, save_link
from sharing.services.links import end_of_validity

ORDERS = 90
LINKS = 24
TERMS = 60
# Customers' devices of the demo lie in a network that is reserved for documentation (RFC 5737).
CUSTOMER = "203.0.113."


def tell(contacts: list[Contact], properties: list[Property], anna: User, chance: Random) -> None:
    """Lets a few months pass."""
    _orders(contacts, chance)
    _confirmations(contacts, anna, chance)
    links = _links(contacts, properties, anna, chance)
    _visits(links, anna, chance)
    _second_thoughts(contacts, properties, anna, chance)


def _orders(contacts: list[Contact], chance: Random) -> None:
    maria, *others = contacts
    create_order(contact=maria, title="Wohnung in Graz", criteria=_flat_in_graz(),
                 valid_until=date(2027, 3, 31))  # fmt: skip
    create_order(contact=maria, title="Anlegerwohnung", criteria=_investment())
    prospects = [one for one in others if ContactRole.PROSPECT in one.roles]
    for contact in chance.sample(prospects, min(ORDERS, len(prospects))):
        title, criteria = _wishes(chance)
        create_order(contact=contact, title=title, criteria=criteria)


def _flat_in_graz() -> list[Wanted]:
    return [
        Wanted(Kind.USAGE, codes=(Usage.RESIDENTIAL,)),
        Wanted(Kind.MARKETING_TYPE, codes=(MarketingType.BUY,)),
        Wanted(Kind.OBJECT_TYPE, codes=(ObjectType.APARTMENT,)),
        Wanted(Kind.PRICE, maximum=Decimal(380000), tolerance=5),
        Wanted(Kind.LIVING_AREA, minimum=Decimal(75)),
        Wanted(Kind.ROOMS, minimum=Decimal(3), maximum=Decimal(4)),
        Wanted(Kind.PLACE, codes=("8020", "8010", "8045")),
        Wanted(Kind.FEATURE, mode=Mode.WISH, codes=("balcony",)),
        Wanted(Kind.FEATURE, mode=Mode.WISH, codes=("elevator",)),
    ]


def _investment() -> list[Wanted]:
    return [
        Wanted(Kind.MARKETING_TYPE, codes=(MarketingType.BUY,)),
        Wanted(Kind.PRICE, maximum=Decimal(220000), tolerance=10),
        Wanted(Kind.PLACE, codes=("80*",)),
    ]


def _wishes(chance: Random) -> tuple[str, list[Wanted]]:
    rents = chance.random() < 0.35
    is_house = not rents and chance.random() < 0.3
    place = chance.choice(["8020", "8010", "80*", "Graz", "Wien", "Linz", "Salzburg", "München"])
    money = (
        Wanted(Kind.RENT, maximum=Decimal(chance.randint(6, 18) * 100), tolerance=5)
        if rents
        else Wanted(Kind.PRICE, maximum=Decimal(chance.randint(18, 65) * 10000), tolerance=5)
    )
    feature = chance.choice(["balcony", "terrace", "elevator", "garden", "garage", "pets_allowed"])
    criteria = [
        Wanted(Kind.MARKETING_TYPE, codes=(MarketingType.RENT if rents else MarketingType.BUY,)),
        Wanted(Kind.OBJECT_TYPE, codes=(ObjectType.HOUSE if is_house else ObjectType.APARTMENT,)),
        Wanted(Kind.PLACE, codes=(place,)),
        money,
        Wanted(Kind.ROOMS, minimum=Decimal(chance.randint(1, 4))),
        Wanted(Kind.FEATURE, mode=Mode.WISH, codes=(feature,)),
    ]
    what = "Haus" if is_house else "Mietwohnung" if rents else "Wohnung"
    return f"{what} in {place.replace('80*', 'Graz und Umgebung')}", criteria


def _confirmations(contacts: list[Contact], anna: User, chance: Random) -> None:
    paper = pdf("AGB und Provisionsvereinbarung", "unterschrieben", ["Unterschrift liegt vor."])
    for contact in chance.sample(contacts[1:], TERMS):
        day = timezone.localdate() - timedelta(days=chance.randint(2, 150))
        confirm_terms(
            contact=contact, confirmed_on=day, source=BytesIO(paper), name="AGB unterschrieben.pdf",
            user=anna,
        )  # fmt: skip


def _links(
    contacts: list[Contact], properties: list[Property], anna: User, chance: Random
) -> list[ShareLink]:
    receivers = [contacts[0], *chance.sample(contacts[1:], LINKS - 1)]
    links = []
    for number, contact in enumerate(receivers):
        record = properties[0] if number == 0 else chance.choice(properties)
        papers = record.documents.filter(visibility="protected").values_list("pk", flat=True)
        link, _context = generate_link(
            contact=contact, property=record, documents=list(papers), files=[], user=anna
        )
        days = None if number % 3 else chance.randint(3, 90)
        save_link(link=link, valid_until=end_of_validity(days=days))
        links.append(link)
    return links


def _visits(links: list[ShareLink], anna: User, chance: Random) -> None:
    """Openings of the past weeks: entries with times of their own, which only a demo has."""
    for number, link in enumerate(links):
        for _visit in range(chance.randint(1, 4) if number else 2):
            address = f"{CUSTOMER}{chance.randint(1, 250)}"
            when = timezone.now() - timedelta(minutes=chance.randint(20, 60 * 24 * 40))
            LinkView.objects.create(link=link, at=when, address=address)
            entry = Activity.objects.create(
                agency_id=link.agency_id, kind="sharing.document_opened", at=when, address=address,
                summary=_("Dokument »%(name)s« geöffnet") % {"name": "Grundbuchauszug.pdf"},
                evidence={"link": link.pk}, context=Context().id,
            )  # fmt: skip
            about = [("contact", link.contact_id), ("property", link.property_id)]
            ActivitySubject.objects.bulk_create(
                ActivitySubject(
                    activity=entry, agency_id=link.agency_id, subject_type=kind, subject_id=pk
                )
                for kind, pk in about
                if pk
            )
            touch_activity([link.contact_id], when)


def _second_thoughts(
    contacts: list[Contact], properties: list[Property], anna: User, chance: Random
) -> None:
    """Addresses move, prices fall."""
    with acting(actor_id=anna.pk, actor=str(anna), address="192.0.2.17"):
        for record in chance.sample([one for one in properties if one.price], 12):
            lower = {"price": (record.price or Decimal(0)) - Decimal(5000)}
            save_property(agency=record.agency, property=record, values=lower, user=anna)
        for contact in [contacts[0], *chance.sample(contacts[1:], 20)]:
            values = {"status": "active", "rating": chance.randint(3, 5)}
            save_contact(
                agency=contact.agency, contact=contact, data=ContactData(values=values), user=anna
            )
