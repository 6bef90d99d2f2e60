"""Creates contacts from entries: many at once, in one transaction, each with its photo."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import IMAGES, store_file
from base.files.storing import storing
from base.jobs.models import Outcome
from base.runs.halving import in_halves
from contacts.data import ContactData
from contacts.deduplication.key_locks import lock_keys
from contacts.deduplication.many_drafts import Stock, names_of
from contacts.derived.identity import draft_record
from contacts.duplicates.keys import blocking_keys
from contacts.imports.entry import Entry
from contacts.models import Contact
from contacts.record.services.saving import create_contacts
from contacts.vcard.card import Photo

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """What became of one entry; `problems` are those of taking it in, in words."""

    outcome: Outcome
    contact: Contact | None = None
    problems: tuple[str, ...] = ()


@storing()
def take_entries(
    entries: Sequence[Entry],
    *,
    agency: Agency,
    user: User | None,
    compared_at: datetime | None = None,
    known: Sequence[Collection[int]] = (),
    besides: Collection[int] = (),
) -> list[Taken]:
    """Creates the contacts of `entries` and tells what became of each, in their order.

    An entry is rejected that names nobody, or that resembles a contact which came or changed
    after `compared_at` and is neither among those `known` for that entry nor in `besides`
    (without `compared_at` nobody asks). A photo that cannot be used is a problem of its own and
    never costs the entry. Raises what the database raises: all or nothing.
    """
    surprises = _surprises(entries, agency, compared_at, known, besides)
    taken = [_refused(entry, surprise) for entry, surprise in zip(entries, surprises, strict=True)]
    wanted = [place for place, refused in enumerate(taken) if refused is None]
    prepared = [_with_photo(entries[place], agency, user) for place in wanted]
    created = create_contacts(agency=agency, items=[data for data, _told in prepared], user=user)
    for place, contact, (_data, told) in zip(wanted, created, prepared, strict=True):
        taken[place] = Taken(Outcome.CREATED, contact, told)
    return [one for one in taken if one is not None]


def take_each(entries: Sequence[Entry], *, agency: Agency, user: User | None = None) -> list[Taken]:
    """Creates the contacts of `entries`; what the database refuses costs only itself."""

    def failed(entry: Entry, error: Exception) -> Taken:
        logger.error("entry %s cannot be taken over", entry.position, exc_info=error)
        told = _("Die Angaben lassen sich nicht speichern.")
        return Taken(Outcome.REJECTED, problems=(told,))

    return in_halves(entries, partial(take_entries, agency=agency, user=user), failed)


def _refused(entry: Entry, surprise: str) -> Taken | None:
    if entry.data is None:
        return Taken(Outcome.REJECTED)
    if surprise:
        told = _("Seit der Prüfung kam ein ähnlicher Kontakt dazu: %(name)s.") % {"name": surprise}
        return Taken(Outcome.REJECTED, problems=(told,))
    return None


def _surprises(
    entries: Sequence[Entry],
    agency: Agency,
    compared_at: datetime | None,
    known: Sequence[Collection[int]],
    besides: Collection[int],
) -> list[str]:
    """The name of whom each entry resembles by surprise, or nothing.

    Until the end of the transaction nobody else can save whom the entries resemble.
    """
    if compared_at is None:
        return [""] * len(entries)
    records = [draft_record(entry.data or ContactData(), agency.country) for entry in entries]
    lock_keys(agency.pk, {key for record in records for key in blocking_keys(record)})
    found = Stock(agency).resembling(records, since=compared_at, besides=besides)
    new = [
        next((pk for pk, _comparison in one if pk not in seen), None)
        for one, seen in zip(found, known or [()] * len(found), strict=True)
    ]
    names = names_of({pk for pk in new if pk})
    return [names.get(pk, "") if pk else "" for pk in new]


def _with_photo(
    entry: Entry, agency: Agency, user: User | None
) -> tuple[ContactData, tuple[str, ...]]:
    assert entry.data is not None
    if entry.photo is None:
        return entry.data, ()
    photo, problems = _stored(entry.photo, agency, user)
    return replace(entry.data, values={**entry.data.values, "photo": photo}), problems


def _stored(
    photo: Photo, agency: Agency, user: User | None
) -> tuple[StoredFile | None, tuple[str, ...]]:
    try:
        with storing():
            source = ContentFile(photo.data)
            return store_file(agency=agency, source=source, name="foto", user=user, only=IMAGES), ()
    except DomainError as error:
        return None, (_("Foto nicht übernommen: %(why)s") % {"why": error},)
