"""Every change of notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from audit.services import record_activity
from base.accounts.models import User
from base.editing.baseline import Baseline
from base.editing.merging import change_row
from base.errors import DomainError
from base.ui.formats import exact_moment
from contacts.models import Contact
from properties.models import Note, NoteKind, Property

RECORDED = "properties.note_added"
# A clock that is a little ahead is no mistake; a note about next week is one.
_AHEAD = timedelta(hours=1)


@dataclass(frozen=True)
class NoteData:
    """What somebody writes down."""

    kind: str
    happened_at: datetime
    text: str
    contact: Contact | None = None
    property: Property | None = None


def add_note(*, user: User, data: NoteData) -> tuple[Note, UUID]:
    """Writes it down; returns the context for undo along with it.

    The activity record keeps that it was written, and of when it tells; what it says stands in
    the note, whose history keeps corrections. Raises DomainError for a note about nothing, about
    another agency's rows, or about a time to come.
    """
    _check(user, data)
    assert user.agency_id is not None
    with transaction.atomic(), action("properties.add_note") as context:
        note = Note.objects.create(
            agency_id=user.agency_id,
            contact=data.contact,
            property=data.property,
            kind=data.kind,
            happened_at=data.happened_at,
            text=data.text.strip(),
            created_by=user,
        )
        record_activity(
            kind=RECORDED,
            agency_id=note.agency_id,
            subjects=_subjects(note),
            summary=_("%(kind)s vom %(when)s festgehalten")
            % {"kind": NoteKind(note.kind).label, "when": exact_moment(note.happened_at)},
            evidence={"note": note.pk, "happened_at": note.happened_at.isoformat()},
        )
    return note, context.id


def change_note(*, user: User, note: Note, data: NoteData, base: Baseline | None = None) -> UUID:
    """Corrects it; what it said before stays in the history.

    Raises DomainError like `add_note`, also for a note that is gone, and ChangedMeanwhile where
    somebody else changed the same since `base` was shown.
    """
    _check(user, data)
    with transaction.atomic(), action("properties.change_note") as context:
        current = Note.objects.select_for_update(of=("self",)).filter(pk=note.pk).first()
        if current is None:
            raise DomainError(_("Diese Notiz wurde inzwischen gelöscht."))
        said = {"kind": data.kind, "happened_at": data.happened_at, "text": data.text.strip()}
        change_row(current, said, base)
    return context.id


def remove_note(*, note: Note) -> UUID:
    """Takes it away; returns the context for undo."""
    with transaction.atomic(), action("properties.remove_note") as context:
        note.delete()
    return context.id


def _check(user: User, data: NoteData) -> None:
    if not data.text.strip():
        empty = _("Bitte schreiben Sie etwas.")
        raise DomainError(empty, fields={"text": empty})
    about = [one for one in (data.contact, data.property) if one is not None]
    if not about or any(one.agency_id != user.agency_id for one in about):
        raise DomainError(_("Das gibt es nicht mehr."))
    if data.happened_at > timezone.now() + _AHEAD:
        wrong = _("Das liegt in der Zukunft.")
        raise DomainError(wrong, fields={"day": wrong})


def _subjects(note: Note) -> list[tuple[str, int]]:
    pairs = [("contact", note.contact_id), ("property", note.property_id)]
    return [(code, pk) for code, pk in pairs if pk is not None]
