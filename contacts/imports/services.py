"""vCards on their way into the stock: looking, deciding, creating."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import IMAGES, store_file
from base.jobs.models import Decision, ImportItem, ImportSource, Outcome
from base.jobs.services import Found, Result
from contacts.data import ContactData
from contacts.imports.mapping import contact_data, has_a_name, tags
from contacts.imports.wording import shown_fields
from contacts.models import Contact
from contacts.queries import DuplicateCandidate, find_duplicates
from contacts.services import save_contact
from contacts.vcard.card import Card
from contacts.vcard.reading import read_cards

KIND = "vcard"


@dataclass(frozen=True)
class Taken:
    """What became of one card; `problems` are those of taking it in, in words."""

    outcome: Outcome
    contact: Contact | None = None
    problems: tuple[str, ...] = ()


def look(*, agency: Agency) -> Callable[[ImportSource, bytes], Iterable[Found]]:
    """The function that tells a review what a vCard file holds."""

    def look_into(source: ImportSource, data: bytes) -> Iterator[Found]:
        for card in read_cards(data):
            yield _found(card, agency)

    return look_into


def _found(card: Card, agency: Agency) -> Found:
    problems = [str(problem.message) for problem in card.problems]
    if not has_a_name(card):
        title = card.label or _("Karte ohne Namen")
        if not card.is_placeholder:
            problems.append(_nameless())
        return Found(card.index, title, shown_fields(card), problems, decision=Decision.SKIP)
    similar = [_shown_candidate(one) for one in similar_to(card, agency)]
    decision = Decision.SKIP if similar else Decision.CREATE
    return Found(card.index, card.label, shown_fields(card), problems, similar, decision)


def _nameless() -> str:
    return _("Auf der Karte steht weder ein Name noch eine Firma.")


def similar_to(card: Card, agency: Agency) -> list[DuplicateCandidate]:
    """Existing contacts that the card may be about, the most similar first."""
    return find_duplicates(contact_data(card), agency)


def _shown_candidate(candidate: DuplicateCandidate) -> dict[str, Any]:
    reasons = [str(field.reason) for field in candidate.comparison.fields if field.reason]
    return {
        "id": candidate.contact.pk,
        "title": candidate.contact.display_name,
        "score": round(100 * candidate.comparison.score),
        "reasons": reasons,
    }


def opener(*, agency: Agency, user: User | None) -> Any:
    """The function that reads a source once and takes its items in."""

    def open_source(source: ImportSource, data: bytes) -> Callable[[ImportItem], Result]:
        cards = {card.index: card for card in read_cards(data)}

        def take(item: ImportItem) -> Result:
            taken = take_card(cards[item.position], agency=agency, user=user)
            pk = taken.contact.pk if taken.contact else None
            return Result(taken.outcome, pk, " ".join(taken.problems))

        return take

    return open_source


def take_card(card: Card, *, agency: Agency, user: User | None = None) -> Taken:
    """Creates the contact of `card`, duplicate or not, as the agent decided.

    A photo that cannot be used is a problem of its own and never costs the card; a card without
    any name is rejected.
    """
    if not has_a_name(card):
        return Taken(Outcome.REJECTED, problems=() if card.is_placeholder else (_nameless(),))
    photo, problems = _photo(card, agency, user)
    data = _with_extras(contact_data(card), card, photo)
    try:
        with transaction.atomic():
            contact = save_contact(
                agency=agency, contact=None, data=data, user=user, accept_duplicates=True
            )
    except DomainError as error:
        return Taken(Outcome.REJECTED, problems=(*problems, str(error)))
    return Taken(Outcome.CREATED, contact, problems)


def _with_extras(data: ContactData, card: Card, photo: StoredFile | None) -> ContactData:
    return replace(data, values={**data.values, "tags": tags(card), "photo": photo})


def _photo(
    card: Card, agency: Agency, user: User | None
) -> tuple[StoredFile | None, tuple[str, ...]]:
    if card.photo is None:
        return None, ()
    try:
        source = ContentFile(card.photo.data)
        return store_file(agency=agency, source=source, name="foto", user=user, only=IMAGES), ()
    except DomainError as error:
        return None, (_("Foto nicht übernommen: %(why)s") % {"why": error},)
