"""vCards on their way into the stock: looking, deciding, creating."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import IMAGES, discard_file, store_file
from base.jobs.kinds import Found, Look, Opener, Result, Take
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource, Outcome
from contacts.data import ContactData
from contacts.errors import DuplicatesFound
from contacts.imports.likeness import EarlierCards, Likeness, existing_likenesses
from contacts.imports.mapping import contact_data, has_a_name, tags
from contacts.imports.wording import shown_fields
from contacts.models import Contact
from contacts.services import save_contact
from contacts.snapshots import draft_record
from contacts.vcard.card import Card
from contacts.vcard.reading import read_cards

KIND = "vcard"


@dataclass(frozen=True)
class Taken:
    """What became of one card; `problems` are those of taking it in, in words."""

    outcome: Outcome
    contact: Contact | None = None
    problems: tuple[str, ...] = ()


def estimate(data: bytes) -> int:
    """About how many cards a file holds, in whichever of the usual encodings."""
    return data.replace(b"\x00", b"").upper().count(b"BEGIN:VCARD")


def look(agency: Agency) -> Look:
    """The function that tells a review what vCard files hold; it remembers earlier cards."""
    earlier = EarlierCards()

    def look_into(source: ImportSource, data: bytes) -> Iterator[Found]:
        for card in read_cards(data):
            yield _found(card, agency, earlier)

    return look_into


def _found(card: Card, agency: Agency, earlier: EarlierCards) -> Found:
    problems = [str(problem.message) for problem in card.problems]
    if not has_a_name(card):
        title = card.label or _("Nicht lesbar")
        told = problems or [_nameless()]
        return Found(card.index, title, shown_fields(card), told, is_usable=False)
    similar = likenesses(card, agency, earlier)
    decision = Decision.SKIP if similar else Decision.CREATE
    shown = [likeness.as_json() for likeness in similar]
    return Found(card.index, card.label, shown_fields(card), problems, shown, decision)


def likenesses(card: Card, agency: Agency, earlier: EarlierCards) -> list[Likeness]:
    """Existing contacts and `earlier` cards the card may be about; it becomes one of those."""
    record = draft_record(contact_data(card), agency.country)
    found = [*existing_likenesses(record, agency), *earlier.resembling(record)]
    earlier.add(card.label, record)
    return found


def _nameless() -> str:
    return _("Auf der Karte steht weder ein Name noch eine Firma.")


def opener(run: ImportRun) -> Opener:
    """The function that reads a source once and takes its items in."""
    done = run.items.exclude(result_id=None)
    created: set[int] = {pk for pk in done.values_list("result_id", flat=True) if pk}

    def open_source(source: ImportSource, data: bytes) -> Take:
        cards = {card.index: card for card in read_cards(data)}

        def take(item: ImportItem) -> Result:
            # The agent has seen these; whoever came since is a surprise worth telling.
            seen = {one["id"] for one in item.similar if one["id"]}
            taken = take_card(
                cards[item.position], agency=run.agency, user=run.released_by,
                accept_duplicates=seen | created,
            )  # fmt: skip
            if taken.contact:
                created.add(taken.contact.pk)
            pk = taken.contact.pk if taken.contact else None
            return Result(taken.outcome, pk, " ".join(taken.problems))

        return take

    return open_source


def take_card(
    card: Card,
    *,
    agency: Agency,
    user: User | None = None,
    accept_duplicates: Collection[int] | bool = True,
) -> Taken:
    """Creates the contact of `card`.

    It is rejected when it has no name at all, or resembles a contact that is not among
    `accept_duplicates` (True accepts all). A photo that cannot be used is a problem of its own
    and never costs the card.
    """
    if not has_a_name(card):
        return Taken(Outcome.REJECTED, problems=() if card.problems else (_nameless(),))
    photo, problems = _photo(card, agency, user)
    data = _with_extras(contact_data(card), card, photo)
    try:
        contact = save_contact(
            agency=agency, contact=None, data=data, user=user, accept_duplicates=accept_duplicates
        )
    except DomainError as error:
        if photo:
            discard_file(stored=photo)
        return Taken(Outcome.REJECTED, problems=(*problems, _why_not(error)))
    return Taken(Outcome.CREATED, contact, problems)


def _why_not(error: DomainError) -> str:
    if not isinstance(error, DuplicatesFound):
        return str(error)
    name = error.candidates[0].contact.display_name
    return _("Seit der Prüfung kam ein ähnlicher Kontakt dazu: %(name)s.") % {"name": name}


def _with_extras(data: ContactData, card: Card, photo: StoredFile | None) -> ContactData:
    return replace(data, values={**data.values, "tags": tags(card), "photo": photo})


def _photo(
    card: Card, agency: Agency, user: User | None
) -> tuple[StoredFile | None, tuple[str, ...]]:
    if card.photo is None:
        return None, ()
    try:
        with transaction.atomic():
            source = ContentFile(card.photo.data)
            return store_file(agency=agency, source=source, name="foto", user=user, only=IMAGES), ()
    except DomainError as error:
        return None, (_("Foto nicht übernommen: %(why)s") % {"why": error},)
