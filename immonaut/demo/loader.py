"""Loads the demo agency `demo`: people, properties, orders, links and a lived-in history."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from random import Random

from django.db import transaction

from audit.context import acting
from base.accounts.models import Agency, Role, User
from contacts.models import Contact
from contacts.services import add_file, create_contacts
from contacts.services.examination import examine_stock
from immonaut.demo.documents import pdf
from immonaut.demo.doubles import doubles
from immonaut.demo.kin import relate_people
from immonaut.demo.people import maria, people
from immonaut.demo.portfolio import Media, lend, media_of, portfolio
from immonaut.demo.story import tell
from properties.models import Property
from properties.services import add_document, add_image, save_property

SLUG = "demo"
EMAIL = "demo@immonaut.example"
PASSWORD = "immonaut-demo"  # noqa: S105 - printed on purpose, for the demo agency only
SEED = 20260914

TERMS = """Es gelten die Allgemeinen Geschäftsbedingungen für Immobilienmakler. Der Makler ist als \
Doppelmakler tätig. Zwischen dem Makler und dem zu vermittelnden Dritten besteht kein \
familiäres oder wirtschaftliches Naheverhältnis."""
COMMISSION = """Im Erfolgsfall gebührt dem Makler eine Provision von 3 % des Kaufpreises \
zuzüglich 20 % USt. (§ 15 IMV)."""
WITHDRAWAL = """Sie können binnen 14 Tagen ohne Angabe von Gründen von diesem Vertrag zurücktreten \
(§ 11 FAGG)."""


@transaction.atomic
def load_demo() -> Agency:
    """Creates the demo agency with everything in it or, interrupted, nothing of it.

    Deterministic but for the dates.
    """
    chance = Random(SEED)  # noqa: S311 - the same people everywhere, no secrets
    agency, anna = _office()
    with acting(actor_id=anna.pk, actor=str(anna)):
        contacts = _contacts(agency, anna, chance)
        properties = _properties(agency, anna, chance)
        tell(contacts, properties, anna, chance)
        relate_people(agency, contacts, anna, chance)
    return agency


def _office() -> tuple[Agency, User]:
    agency = Agency.objects.create(
        name="Huber Immobilien", slug=SLUG, street="Herrengasse 16", postal_code="8010",
        place="Graz", country="AT", phone="+43 316 824410", website="https://huber.example",
        sender_address="office@huber-immobilien.example", terms_text=TERMS,
        commission_text=COMMISSION, withdrawal_text=WITHDRAWAL,
        imprint="Huber Immobilien GmbH, FN 123456a, Landesgericht für ZRS Graz",
    )  # fmt: skip
    anna = User.objects.create_user(
        EMAIL, PASSWORD, name="Anna Huber", agency=agency, role=Role.ADMINISTRATOR,
        phone="+43 316 824410",
    )  # fmt: skip
    for email, name, role in [
        ("ben@immonaut.example", "Ben Gruber", Role.AGENT),
        ("lea@immonaut.example", "Lea Moser", Role.READ_ONLY),
    ]:
        User.objects.create_user(email, PASSWORD, name=name, agency=agency, role=role)
    return agency, anna


def _contacts(agency: Agency, anna: User, chance: Random) -> list[Contact]:
    cards = [maria(), *people(chance)]
    contacts = create_contacts(agency=agency, items=cards, user=anna)
    create_contacts(agency=agency, items=doubles(cards[1:]), user=anna)
    examine_stock(agency_id=agency.pk)
    letter = pdf("Finanzierungszusage", "Mag. Maria Steininger", ["Rahmen: 400.000 Euro"])
    for name in ("Finanzierungszusage.pdf", "Einkommensnachweis.pdf"):
        add_file(contact=contacts[0], source=BytesIO(letter), name=name, user=anna)
    return contacts


def _properties(agency: Agency, anna: User, chance: Random) -> list[Property]:
    drafts = [lend(), *portfolio(chance)]
    made = []
    with ThreadPoolExecutor(2) as pool:  # draws the next ones while these are stored
        for values, media in zip(drafts, pool.map(media_of, drafts), strict=True):
            made.append(_property(agency, anna, values, media))
    return made


def _property(agency: Agency, anna: User, values: dict[str, object], media: Media) -> Property:
    record = save_property(agency=agency, values=values, user=anna)
    for name, content in media.pictures:
        add_image(property=record, source=BytesIO(content), name=name, user=anna)
    for paper in media.papers:
        add_document(
            property=record, source=BytesIO(paper.content), name=paper.name, user=anna,
            kind=paper.kind, visibility=paper.visibility,
        )  # fmt: skip
    return record
