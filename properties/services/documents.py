"""A property's documents: protected unless somebody makes them public."""

from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from base.accounts.models import User
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import store_file
from properties.choices import DocumentKind, Visibility
from properties.models import Property, PropertyDocument


def add_document(
    *,
    property: Property,
    source: IO[bytes] | File[bytes],
    name: str,
    user: User | None,
    kind: str = DocumentKind.DOCUMENT,
    visibility: str = Visibility.PROTECTED,
) -> PropertyDocument:
    """Adds a document. Raises DomainError for a file of a kind that is not accepted."""
    stored = store_file(agency=property.agency, source=source, name=name, user=user)
    with action("properties.add_document"):
        return attach_document(
            property=property, stored=stored, name=stored.name, kind=kind, visibility=visibility
        )


def attach_document(
    *,
    property: Property,
    stored: StoredFile,
    name: str,
    kind: str,
    visibility: str = Visibility.PROTECTED,
    source_digest: str = "",
) -> PropertyDocument:
    """Adds a stored file as a document, as a part of the action that runs."""
    return PropertyDocument.objects.create(
        agency_id=property.agency_id, property=property, stored=stored, name=name[:255],
        kind=kind, visibility=visibility, source_digest=source_digest,
    )  # fmt: skip


def change_document(*, document: PropertyDocument, name: str, kind: str) -> None:
    """Renames a document or says what it is. Raises DomainError for an empty name."""
    if not name.strip():
        message = _("Bitte geben Sie einen Namen an.")
        raise DomainError(message, fields={"name": message})
    document.name, document.kind = name.strip()[:255], kind
    with action("properties.change_document"):
        document.save(update_fields=["name", "kind"])


def toggle_visibility(*, document: PropertyDocument) -> None:
    """Makes a protected document public, and a public one protected."""
    document.visibility = Visibility.PUBLIC if document.is_protected else Visibility.PROTECTED
    with action("properties.toggle_visibility"):
        document.save(update_fields=["visibility"])


def delete_document(*, document: PropertyDocument) -> UUID:
    """Deletes softly; returns the context by which it can be taken back."""
    with action("properties.delete_document") as context:
        PropertyDocument.objects.filter(pk=document.pk, deleted_at=None).update(
            deleted_at=timezone.now()
        )
    return context.id
