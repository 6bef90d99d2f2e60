"""Keeps, shows and removes files, copies of the ID and the photo of a contact."""

from __future__ import annotations

from typing import IO, Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import joined_action
from audit.services import record_activity
from base.accounts.models import User
from base.files.cropping import Crop
from base.files.models import StoredFile
from base.files.proofs import store_proof
from base.files.services import IMAGES, store_file
from base.files.storing import storing
from contacts.choices import FilePurpose
from contacts.models import Contact, ContactFile

Source = IO[bytes] | File[Any]


def add_file(*, contact: Contact, source: Source, name: str, user: User | None) -> ContactFile:
    """Checks and keeps a file of the contact.

    Raises DomainError with the reason when it is empty, too large or of a kind not accepted.
    """
    with joined_action("contacts.add_file"), storing():
        stored = store_file(agency=contact.agency, source=source, name=name, user=user)
        return ContactFile.objects.create(
            agency_id=contact.agency_id, contact=contact, stored=stored, name=stored.name
        )


def add_id_copy(*, contact: Contact, source: Source, name: str, user: User | None) -> ContactFile:
    """Keeps a copy of the contact's ID (GewO §§ 365m–z, GwG § 8 Abs. 2): a PDF or a picture.

    It lies apart from the personal files and is never offered for sharing. Raises DomainError
    with the reason when it cannot be taken.
    """
    with joined_action("contacts.add_id_copy"), storing():
        stored = store_proof(agency=contact.agency, source=source, name=name, user=user)
        return ContactFile.objects.create(
            agency_id=contact.agency_id,
            contact=contact,
            stored=stored,
            name=stored.name,
            purpose=FilePurpose.IDENTITY,
        )


def delete_file(*, file: ContactFile) -> None:
    """Takes a file from the contact; the bytes stay so that it can be taken back."""
    with joined_action("contacts.delete_file"):
        file.deleted_at = timezone.now()
        file.save(update_fields=["deleted_at"])


def set_photo(
    *,
    contact: Contact,
    source: Source,
    name: str,
    user: User | None,
    crop: Crop | None = None,
) -> None:
    """Gives the contact a photo, drawn anew without its metadata; with `crop` a square of it.

    Raises DomainError when it is no picture that can be read.
    """
    with joined_action("contacts.set_photo"), storing():
        contact.photo = store_file(
            agency=contact.agency, source=source, name=name, user=user, only=IMAGES, crop=crop
        )
        contact.save(update_fields=["photo", "updated_at"])


def remove_photo(*, contact: Contact) -> None:
    """Takes the photo off; initials stand in its place."""
    with joined_action("contacts.remove_photo"):
        contact.photo = None
        contact.save(update_fields=["photo", "updated_at"])


def show_id_copy(*, copy: ContactFile) -> StoredFile:
    """The copy of an ID; that it was opened, by whom and when, is on record as for the number."""
    record_activity(
        kind="contacts.secret_shown",
        agency_id=copy.agency_id,
        subjects=[("contact", copy.contact_id)],
        summary=_("Ausweiskopie geöffnet: %(name)s") % {"name": copy.name},
    )
    return copy.stored
