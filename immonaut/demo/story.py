"""What has happened in the demo agency: orders, links, mails, confirmations, second thoughts."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random

from django.utils import timezone

from audit.context import action
from contacts.choices import ContactRole
from contacts.data import ContactData
from contacts.models import Contact
from contacts.services import save_contact
from immonaut.demo.documents import pdf
from immonaut.demo.parties import tell_parties
from immonaut.demo.past import Past
from properties.choices import MarketingType, ObjectType, Usage
from properties.matching.criteria import CriterionKind, Mode
from properties.matching.predicate import Wanted
from properties.models import Property
from properties.orders.services import create_order
from properties.services import save_property
from sharing.customers.services import record_download, record_opening, record_view
from sharing.letters import mail_subject, mail_text
from sharing.links.services import end_of_validity
from sharing.mail.message import new_message_id
from sharing.mail.services.delivery import note_sent
from sharing.mail.transport import Accepted
from sharing.models import OutboxMail, ShareLink
from sharing.services import confirm_terms, generate_link, save_link

ORDERS = 90
LINKS = 24
TERMS = 60
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari"
ANSWER = "250 2.0.0 Ok: queued (Demo)"


def tell(contacts: list[Contact], properties: list[Property], past: Past, chance: Random) -> None:
    """Lets a few months pass."""
    _orders(contacts, past, chance)
    _confirmations(contacts, past, chance)
    links = _links(contacts, properties, past, chance)
    for link in links:
        if (link.pk + 1) % 4:
            _mail(link, past)
        for _visit in range(chance.randint(0, 3)):
            _look(link, past, chance)
    _second_thoughts(contacts, properties, past, chance)
    tell_parties(contacts, properties, links, past)


def _orders(contacts: list[Contact], past: Past, chance: Random) -> None:
    maria, *others = contacts
    with past.by_agent(past.since(maria.created_at, within=2)):
        create_order(
            contact=maria,
            title="Wohnung in Graz",
            criteria=_flat_in_graz(),
            valid_until=past.now.date() + timedelta(days=120),
        )
        create_order(contact=maria, title="Anlegerwohnung", criteria=_investment())
    prospects = [one for one in others if ContactRole.PROSPECT in one.roles]
    for contact in chance.sample(prospects, min(ORDERS, len(prospects))):
        title, criteria = _wishes(chance)
        with past.by_agent(past.since(contact.created_at, within=5)):
            create_order(contact=contact, title=title, criteria=criteria)


def _flat_in_graz() -> list[Wanted]:
    return [
        Wanted(CriterionKind.USAGE, codes=(Usage.RESIDENTIAL,)),
        Wanted(CriterionKind.MARKETING_TYPE, codes=(MarketingType.BUY,)),
        Wanted(CriterionKind.OBJECT_TYPE, codes=(ObjectType.APARTMENT,)),
        Wanted(CriterionKind.PRICE, maximum=Decimal(380000), tolerance=5),
        Wanted(CriterionKind.LIVING_AREA, minimum=Decimal(75)),
        Wanted(CriterionKind.ROOMS, minimum=Decimal(3), maximum=Decimal(4)),
        Wanted(CriterionKind.PLACE, codes=("8020", "8010", "8045")),
        Wanted(CriterionKind.FEATURE, mode=Mode.WISH, codes=("balcony",)),
        Wanted(CriterionKind.FEATURE, mode=Mode.WISH, codes=("elevator",)),
    ]


def _investment() -> list[Wanted]:
    return [
        Wanted(CriterionKind.MARKETING_TYPE, codes=(MarketingType.BUY,)),
        Wanted(CriterionKind.PRICE, maximum=Decimal(220000), tolerance=10),
        Wanted(CriterionKind.PLACE, codes=("80*",)),
    ]


def _wishes(chance: Random) -> tuple[str, list[Wanted]]:
    rents = chance.random() < 0.35
    is_house = not rents and chance.random() < 0.3
    place = chance.choice(["8020", "8010", "80*", "Graz", "Wien", "Linz", "Salzburg", "München"])
    money = (
        Wanted(CriterionKind.RENT, maximum=Decimal(chance.randint(6, 18) * 100), tolerance=5)
        if rents
        else Wanted(
            CriterionKind.PRICE, maximum=Decimal(chance.randint(18, 65) * 10000), tolerance=5
        )
    )
    feature = chance.choice(["balcony", "terrace", "elevator", "garden", "garage", "pets_allowed"])
    criteria = [
        Wanted(
            CriterionKind.MARKETING_TYPE,
            codes=(MarketingType.RENT if rents else MarketingType.BUY,),
        ),
        Wanted(
            CriterionKind.OBJECT_TYPE,
            codes=(ObjectType.HOUSE if is_house else ObjectType.APARTMENT,),
        ),
        Wanted(CriterionKind.PLACE, codes=(place,)),
        money,
        Wanted(CriterionKind.ROOMS, minimum=Decimal(chance.randint(1, 4))),
        Wanted(CriterionKind.FEATURE, mode=Mode.WISH, codes=(feature,)),
    ]
    what = "Haus" if is_house else "Mietwohnung" if rents else "Wohnung"
    return f"{what} in {place.replace('80*', 'Graz und Umgebung')}", criteria


def _confirmations(contacts: list[Contact], past: Past, chance: Random) -> None:
    paper = pdf("AGB und Provisionsvereinbarung", "unterschrieben", ["Unterschrift liegt vor."])
    for contact in chance.sample(contacts[1:], TERMS):
        with past.by_agent(past.since(contact.created_at, within=40)) as agent:
            confirm_terms(
                contact=contact,
                confirmed_on=timezone.localdate(),
                source=BytesIO(paper),
                name="AGB unterschrieben.pdf",
                user=agent,
            )


def _links(
    contacts: list[Contact], properties: list[Property], past: Past, chance: Random
) -> list[ShareLink]:
    """One after the other: the first have ended, some are valid for a few days only."""
    receivers = [contacts[0], *chance.sample(contacts[1:], LINKS - 1)]
    objects = [properties[0], *chance.choices(properties, k=LINKS - 1)]
    moments = [
        past.since(max(contact.created_at, one.created_at, past.ago(45 if number else 3)))
        for number, (contact, one) in enumerate(zip(receivers, objects, strict=True))
    ]
    planned = sorted(zip(moments, range(LINKS), strict=True))
    return [_link(receivers[n], objects[n], past, moment, chance) for moment, n in planned]


def _link(
    contact: Contact, record: Property, past: Past, moment: datetime, chance: Random
) -> ShareLink:
    papers = record.documents.filter(visibility="protected").values_list("pk", flat=True)
    with past.by_agent(moment) as agent:
        link, _context = generate_link(
            contact=contact, property=record, documents=list(papers), files=[], user=agent
        )
        days = chance.randint(14, 90) if chance.random() < 0.3 else None
        save_link(link=link, valid_until=end_of_validity(days=days))
    link.refresh_from_db()
    return link


def _mail(link: ShareLink, past: Past) -> None:
    """Sent soon after the link was saved, as far as the record goes: no mail leaves a demo."""
    author = link.created_by
    to = link.contact.emails.order_by("-is_primary").first()
    if author is None or to is None:
        return
    with past.by_agent(past.since(link.created_at, within=0.01)):
        with action("sharing.queue_mail"):
            mail = OutboxMail.objects.create(
                agency=link.agency,
                contact=link.contact,
                property=link.property,
                link=link,
                created_by=author,
                sender_name=link.agency.name,
                sender=link.agency.sender_address,
                reply_to=author.email,
                to=to.address,
                subject=mail_subject(link),
                text=mail_text(link, author),
                attempts=1,
                next_attempt_at=timezone.now(),
                message_id=new_message_id(link.agency.sender_address),
            )
        with action("sharing.deliver_mail"):
            note_sent(mail, Accepted(ANSWER))


def _look(link: ShareLink, past: Past, chance: Random) -> None:
    """The customer opens the link on a phone, reads some of it and may take all of it along."""
    begun = past.since(link.created_at, within=13)
    with past.by_customer(begun) as address:
        view = record_view(link=link, address=address, user_agent=PHONE)
        items = list(link.items.shown())
        for item in items[: chance.randint(0, len(items))]:
            record_opening(item=item, view_id=view.pk)
        if chance.random() < 0.2:
            record_download(link=link, items=items, view_id=view.pk)


def _second_thoughts(
    contacts: list[Contact], properties: list[Property], past: Past, chance: Random
) -> None:
    """Addresses move, prices fall."""
    for record in chance.sample([one for one in properties if one.price], 12):
        lower = {"price": (record.price or Decimal(0)) - Decimal(5000)}
        with past.by_agent(past.since(record.created_at)) as agent:
            save_property(agency=record.agency, property=record, values=lower, user=agent)
    for contact in [contacts[0], *chance.sample(contacts[1:], 20)]:
        values = {"status": "active", "rating": chance.randint(3, 5)}
        with past.by_agent(past.since(contact.created_at)) as agent:
            save_contact(
                agency=contact.agency, contact=contact, data=ContactData(values=values), user=agent
            )
