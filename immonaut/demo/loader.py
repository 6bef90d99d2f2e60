"""Loads the demo agency `demo`: people, properties, orders, links and a lived-in history."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from random import Random

from django.db import transaction

from base.accounts.models import Agency, Role, User
from contacts.deduplication.services.scan import examine_stock
from contacts.models import Contact
from contacts.services import add_file, create_contacts
from immonaut.demo.documents import pdf
from immonaut.demo.doubles import doubles
from immonaut.demo.kin import relate_people
from immonaut.demo.past import Past, opening_of
from immonaut.demo.people import maria, people
from immonaut.demo.portfolio import Media, lend, media_of, portfolio
from immonaut.demo.story import tell
from properties.models import Property
from properties.services import add_document, add_image, save_property

SLUG = "demo"
EMAIL = "demo@immonaut.example"
PASSWORD = "immonaut-demo"  # noqa: S105 - printed on purpose, for the demo agency only
SEED = 20260914
# Days ago: the first contacts and properties, and the latest contacts with who belongs to whom.
OPENED = 180
RELATED = 9
BATCH = 12

TERMS = """Es gelten die Allgemeinen Geschäftsbedingungen für Immobilienmakler. Der Makler ist als \
Doppelmakler tätig. Zwischen dem Makler und dem zu vermittelnden Dritten besteht kein \
familiäres oder wirtschaftliches Naheverhältnis."""
COMMISSION = """Im Erfolgsfall gebührt dem Makler eine Provision von 3 % des Kaufpreises \
zuzüglich 20 % USt. (§ 15 IMV)."""
WITHDRAWAL = """Sie können binnen 14 Tagen ohne Angabe von Gründen von diesem Vertrag zurücktreten \
(§ 11 FAGG)."""

OFFICE = {
    "name": "Huber Immobilien",
    "street": "Herrengasse 16",
    "postal_code": "8010",
    "place": "Graz",
    "country": "AT",
    "phone": "+43 316 824410",
    "website": "https://huber.example",
    "sender_address": "office@huber-immobilien.example",
    "terms_text": TERMS,
    "commission_text": COMMISSION,
    "withdrawal_text": WITHDRAWAL,
    "imprint": "Huber Immobilien GmbH, FN 123456a, Landesgericht für ZRS Graz",
}


@transaction.atomic
def load_demo() -> Agency:
    """Fills the demo agency with everything or, interrupted, nothing; what it has stays.

    Deterministic but for the dates.
    """
    chance = Random(SEED)  # noqa: S311 - the same people everywhere, no secrets
    agency, anna, ben = _office()
    past = Past([anna, ben], Random(SEED + 1))  # noqa: S311
    contacts = _contacts(agency, anna, past, chance)
    properties = _properties(agency, past, chance)
    tell(contacts, properties, past, chance)
    with past.by_agent(past.ago(RELATED)):
        relate_people(agency, contacts, anna, chance)
    return agency


def empty_demo() -> Agency:
    """The demo agency, made if need be: nobody can sign in and it has no contacts."""
    return Agency.objects.get_or_create(slug=SLUG, defaults=OFFICE)[0]


def is_loaded() -> bool:
    """Whether somebody can sign in to the demo agency."""
    return User.objects.filter(agency__slug=SLUG).exists()


def _office() -> tuple[Agency, User, User]:
    agency = empty_demo()
    anna = User.objects.create_user(
        EMAIL,
        PASSWORD,
        name="Anna Huber",
        agency=agency,
        role=Role.ADMINISTRATOR,
        phone="+43 316 824410",
    )
    ben, _lea = (
        User.objects.create_user(email, PASSWORD, name=name, agency=agency, role=role)
        for email, name, role in [
            ("ben@immonaut.example", "Ben Gruber", Role.AGENT),
            ("lea@immonaut.example", "Lea Moser", Role.READ_ONLY),
        ]
    )
    return agency, anna, ben


def _contacts(agency: Agency, anna: User, past: Past, chance: Random) -> list[Contact]:
    """A few more every week; Maria was the first."""
    cards = [maria(), *people(chance)]
    contacts: list[Contact] = []
    for start in range(0, len(cards), BATCH):
        days = OPENED - (OPENED - RELATED) * start / len(cards)
        with past.by_agent(opening_of(past.ago(days))):
            batch = cards[start : start + BATCH]
            contacts += create_contacts(agency=agency, items=batch, user=anna)
    with past.by_agent(past.ago(RELATED)):
        create_contacts(agency=agency, items=doubles(cards[1:]), user=anna)
    examine_stock(agency_id=agency.pk)
    letter = pdf("Finanzierungszusage", "Mag. Maria Steininger", ["Rahmen: 400.000 Euro"])
    with past.by_agent(past.ago(RELATED)):
        for name in ("Finanzierungszusage.pdf", "Einkommensnachweis.pdf"):
            add_file(contact=contacts[0], source=BytesIO(letter), name=name, user=anna)
    return contacts


def _properties(agency: Agency, past: Past, chance: Random) -> list[Property]:
    drafts = [lend(), *portfolio(chance)]
    made = []
    with ThreadPoolExecutor(2) as pool:  # draws the next ones while these are stored
        for number, media in enumerate(pool.map(media_of, drafts)):
            days = OPENED - (OPENED - 1) * number / len(drafts)
            with past.by_agent(opening_of(past.ago(days))) as agent:
                made.append(_property(agency, agent, drafts[number], media))
    return made


def _property(agency: Agency, anna: User, values: dict[str, object], media: Media) -> Property:
    record = save_property(agency=agency, values=values, user=anna)
    for name, content in media.pictures:
        add_image(property=record, source=BytesIO(content), name=name, user=anna)
    for paper in media.papers:
        add_document(
            property=record,
            source=BytesIO(paper.content),
            name=paper.name,
            user=anna,
            kind=paper.kind,
            visibility=paper.visibility,
        )
    return record
