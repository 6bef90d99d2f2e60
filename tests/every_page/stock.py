"""An agency whose pages have something on them: everything twice or more, with names that are too long."""

import io
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from base.accounts.email_change.services import ask_for_email
from base.accounts.models import Invitation, User
from base.accounts.senders import claim_sender
from base.jobs.models import ImportItem, ImportRun, ImportSource, RunState
from contacts.consents.services import Given, Proof
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.deduplication.services.scan import examine_stock
from contacts.models import Contact
from contacts.relations.services import RelationData, relate
from contacts.services import add_file, add_id_copy, record_consent, save_contact, save_view
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.models import Property
from properties.notes.services import NoteData, add_note
from properties.orders.services import create_order
from properties.parties.services import add_party
from properties.services import add_document, add_image, save_property
from sharing.services import generate_link, queue_mail, save_link
from tests.files.test_taking_in import PDF, picture

# A hundred letters without a place to break.
LONG = ("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2)[
    :100
]

LETTER = "brief.eml"


def letter(to: str) -> bytes:
    """A mail as the local mailbox keeps it."""
    message = EmailMessage()
    message["From"], message["To"] = "immonaut@localhost", to
    message["Subject"], message["Date"] = LONG, format_datetime(timezone.now())
    message["Message-ID"] = "<1@immonaut.example>"
    message.set_content(f"{LONG}\nhttps://immonaut.example/{LONG}/")
    return bytes(message)


class Furnishing:
    """Adds to what `made` of tests/conventions/test_access.py made, in its names."""

    def __init__(self, made, agency, user) -> None:
        self.agency, self.user = agency, user
        self.contact = Contact.objects.get(pk=made.contact)
        self.flat = Property.objects.get(pk=made.property)
        self.made = made

    def furnish(self) -> None:
        """All of it."""
        self._names()
        for number in range(2):
            self._hang_on_the_contact(number)
            self._hang_on_the_property(number)
            self._joins(number)
        self._twins()
        self._runs()
        self._accounts()

    def _names(self) -> None:
        data = ContactData(
            {"given_name": "Nora", "family_name": LONG, "salutation": "ms", "birth_date": None},
            phones=[phone_row(f"0664 482 13 9{n}", note=LONG[:90]) for n in range(2)],
            emails=[email_row(f"{LONG[:60]}{n}@example.at") for n in range(2)],
            addresses=[
                address_row(street=LONG, place="Graz", postal_code=c) for c in ("8010", "8020")
            ],
        )
        save_contact(agency=self.agency, contact=self.contact, data=data, user=self.user)
        values = {
            "title": LONG,
            "status": "active",
            "marketing_type": "buy",
            "object_type": "apartment",
            "price": 300_000,
            "living_area": 80,
            "rooms": 3,
            "postal_code": "8010",
            "place": "Graz",
        }
        save_property(agency=self.agency, property=self.flat, values=values, user=self.user)
        self.contact.refresh_from_db()
        self.flat.refresh_from_db()

    def _hang_on_the_contact(self, number: int) -> None:
        contact, user = self.contact, self.user
        name = f"{LONG[:80]}-{number}.pdf"
        add_file(contact=contact, source=io.BytesIO(PDF), name=name, user=user)
        add_id_copy(contact=contact, source=io.BytesIO(PDF), name=name, user=user)
        at = timezone.now() - timedelta(days=number + 1)
        given = Given(["email", "phone"], "news", "Ja", at)
        proof = Proof(io.BytesIO(PDF), name)
        record_consent(contact=contact, user=user, proof=proof, given=given)
        wanted = [
            Wanted(CriterionKind.PLACE, codes=("8010",)),
            Wanted(CriterionKind.PRICE, maximum=400_000 + number),
            Wanted(CriterionKind.ROOMS, minimum=2),
        ]
        create_order(contact=contact, title=f"{LONG[:90]} {number}", criteria=wanted)
        queue_mail(
            contact=contact, user=user, to="a@example.at", subject=f"{number} {LONG}", text=LONG
        )
        save_view(
            agency=self.agency,
            user=user,
            name=f"{LONG[:55]} {number}",
            query="?rolle=prospect",
            columns=["name"],
            is_shared=True,
        )

    def _hang_on_the_property(self, number: int) -> None:
        name = f"{LONG[:80]}-{number}.pdf"
        flat = self.flat
        add_image(property=flat, source=io.BytesIO(picture()), name=f"{number}.jpg", user=self.user)
        paper = add_document(property=flat, source=io.BytesIO(PDF), name=name, user=self.user)
        link, _ = generate_link(
            contact=self.contact, property=flat, documents=[paper.pk], files=[], user=self.user
        )
        save_link(link=link, valid_until=timezone.now() + timedelta(days=1 + number))
        values = {
            "title": f"{LONG} {number}",
            "object_number": f"L-{number}",
            "status": "active",
            "marketing_type": "buy",
            "object_type": "apartment",
            "price": 300_000,
            "rooms": 3,
            "living_area": 80,
            "postal_code": "8010",
            "place": "Graz",
        }
        other = save_property(agency=self.agency, values=values, user=self.user)
        add_party(contact=self.contact, property=other, kind="interest")

    def _joins(self, number: int) -> None:
        data = ContactData({"given_name": f"Nummer{number}", "family_name": LONG})
        other = save_contact(
            agency=self.agency, contact=None, data=data, user=self.user, accept_duplicates=True
        )
        relate(contact=self.contact, other=other, data=RelationData("friend", note=LONG))
        add_party(contact=other, property=self.flat, kind="interest", note=LONG)
        data = NoteData(
            "call", timezone.now(), f"{number} {LONG}", contact=self.contact, property=self.flat
        )
        add_note(user=self.user, data=data)

    def _twins(self) -> None:
        for number in range(4):
            pair = number // 2
            data = ContactData(
                {"given_name": "Ottokar", "family_name": f"Zwölfboth{LONG[pair:60]}"},
                phones=[phone_row(f"+43 664 482130{pair}")],
                emails=[email_row(f"otto{pair}@example.at")],
            )
            save_contact(
                agency=self.agency, contact=None, data=data, user=self.user, accept_duplicates=True
            )
        examine_stock(agency_id=self.agency.pk)

    def _runs(self) -> None:
        for run in ImportRun.objects.filter(agency=self.agency):
            self._items(run, "offen")
            done = ImportRun.objects.create(
                agency=self.agency,
                kind=run.kind,
                created_by=self.user,
                state=RunState.DONE,
                finished_at=timezone.now(),
            )
            self._items(done, "fertig")

    def _items(self, run: ImportRun, name: str) -> None:
        source = ImportSource.objects.create(run=run, name=f"{name}-{LONG}.vcf")
        similar = [{"id": self.contact.pk, "title": LONG, "score": 98, "reasons": ["Telefon"]}]
        for position in range(3):
            ImportItem.objects.create(
                run=run,
                source=source,
                position=position,
                title=f"{LONG} {position}",
                shown=[("Name", LONG)],
                similar=similar if position else [],
                problems=["Telefonnummer unvollständig"],
                result_id=self.contact.pk,
            )

    def _accounts(self) -> None:
        colleague = User.objects.create_user(
            f"{LONG[:50]}@huber.example", name=LONG, agency=self.agency
        )
        Invitation.objects.create(agency=self.agency, email=f"{LONG[:50]}@neu.example")
        ask_for_email(user=colleague, email="anders@example.at")
        claim_sender(agency=self.agency, address="neu@huber.example")


def switch_on_second_factor(user: User) -> None:
    """App and codes, as if they had been set up."""
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    assert Authenticator.objects.filter(user=user).count() >= 2
