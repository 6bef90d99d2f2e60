"""Every list page asks the database as often for many rows as for few."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base.accounts.models import Invitation, User
from base.accounts.record.models import EventKind as Event
from base.accounts.record.services import note_own
from contacts.data import ContactData, email_row, phone_row
from contacts.models import Contact
from contacts.services import add_file, save_contact
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.orders.services import create_order
from properties.parties.services import add_party
from properties.services import add_document, add_image, save_property
from sharing.services import generate_link, queue_mail, save_link
from tests.files.test_taking_in import PDF, picture

LISTS = [
    "/",
    "/kontakte/",
    "/kontakte/?q=kunde",
    "/kontakte/?sort=-place",
    "/immobilien/",
    "/suchauftraege/",
    "/freigaben/",
    "/postausgang/",
]
# Lists below the first contact and the first property, which everything hangs on.
OF_ONE = [
    "/kontakte/{contact}/dateien/",
    "/kontakte/{contact}/suchauftraege/",
    "/kontakte/{contact}/freigaben/",
    "/kontakte/{contact}/aktivitaeten/",
    "/kontakte/{contact}/historie/",
    "/kontakte/{contact}/zuletzt/",
    "/kontakte/{contact}/passende-immobilien/",
    "/immobilien/{property}/bilder/",
    "/immobilien/{property}/dokumente/",
    "/immobilien/{property}/suchauftraege/",
    "/immobilien/{property}/historie/",
    "/kontakte/{contact}/interessen/",
    "/immobilien/{property}/beteiligte/",
]
RECORD, TEAM = "/einstellungen/protokoll/", "/einstellungen/team/"


class Office:
    """One customer and one flat that everything hangs on, and others beside them."""

    def __init__(self, agency, user):
        self.agency, self.user, self.number = agency, user, 0
        self.contact, self.flat = self._customer(), self._flat()

    def _customer(self) -> Contact:
        self.number += 1
        values = {"given_name": "Vera", "family_name": f"Kunde{self.number}"}
        data = ContactData(
            values,
            phones=[phone_row(f"0664 555{self.number:04d}")],
            emails=[email_row(f"kunde{self.number}@example.at")],
        )
        return save_contact(
            agency=self.agency, contact=None, data=data, user=self.user, accept_duplicates=True
        )

    def _flat(self):
        self.number += 1
        values = {
            "object_number": f"Q-{self.number}",
            "title": "Wohnung",
            "status": "active",
            "marketing_type": "buy",
            "object_type": "apartment",
            "price": 300_000,
            "living_area": 80,
            "rooms": 3,
            "postal_code": "8010",
            "place": "Graz",
        }
        flat = save_property(agency=self.agency, values=values, user=self.user)
        add_image(property=flat, source=io.BytesIO(picture()), name="a.jpg", user=self.user)
        return flat

    def grow(self):
        """One more of everything."""
        customer, flat = self._customer(), self._flat()
        self._order(customer)
        add_party(contact=customer, property=self.flat, kind="interest")
        add_party(contact=self.contact, property=flat, kind="owner")
        self._order(self.contact)
        paper = add_document(
            property=self.flat, source=io.BytesIO(PDF), name="a.pdf", user=self.user
        )
        add_image(property=self.flat, source=io.BytesIO(picture()), name="b.jpg", user=self.user)
        add_file(contact=self.contact, source=io.BytesIO(PDF), name="b.pdf", user=self.user)
        link, _ = generate_link(
            contact=self.contact,
            property=self.flat,
            documents=[paper.pk],
            files=[],
            user=self.user,
        )
        save_link(link=link, valid_until=timezone.now() + timedelta(days=9))
        queue_mail(contact=self.contact, user=self.user, to="a@example.at", subject="S", text="T")

    def _order(self, contact):
        wanted = [
            Wanted(CriterionKind.PLACE, codes=("8010",)),
            Wanted(CriterionKind.PRICE, maximum=Decimal(400_000)),
        ]
        create_order(contact=contact, title="Suche", criteria=wanted)


@pytest.fixture
def office(agency, agent):
    return Office(agency, agent)


def test_the_security_record_costs_the_same_for_many(administrator_client, agency, administrator):
    for _ in range(2):
        note_own(Event.EXPORTED, administrator, "a.csv")
    administrator_client.get(RECORD)
    few = counted(administrator_client, RECORD)
    for _ in range(20):
        note_own(Event.EXPORTED, administrator, "a.csv")
    assert counted(administrator_client, RECORD) == few


def counted(client, address) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(queries)


def test_more_rows_cost_no_more_queries(office, agent_client):
    addresses = LISTS + [
        address.format(contact=office.contact.pk, property=office.flat.pk) for address in OF_ONE
    ]
    for _ in range(2):
        office.grow()
    for address in addresses:
        agent_client.get(address)  # what is cached once for all is not the list's
    few = {address: counted(agent_client, address) for address in addresses}
    for _ in range(6):
        office.grow()
    many = {address: counted(agent_client, address) for address in addresses}
    assert many == few


def test_the_team_costs_the_same_for_many(administrator_client, agency):
    def grow(first, last):
        for number in range(first, last):
            User.objects.create_user(f"k{number}@huber.example", name=f"K {number}", agency=agency)
            Invitation.objects.create(agency=agency, email=f"e{number}@huber.example")

    grow(0, 2)
    administrator_client.get(TEAM)
    few = counted(administrator_client, TEAM)
    grow(2, 8)
    assert counted(administrator_client, TEAM) == few
