"""A property's documents: protected unless somebody makes them public."""

from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from base.accounts.models import User
from base.editing.baseline import Baseline
from base.editing.merging import change_row
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import store_file
from base.files.storing import storing
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
    with action("properties.add_document"), storing():
        stored = store_file(agency=property.agency, source=source, name=name, user=user)
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
        agency_id=property.agency_id,
        property=property,
        stored=stored,
        name=name[:255],
        kind=kind,
        visibility=visibility,
        source_digest=source_digest,
    )


def change_document(
    *, document: PropertyDocument, name: str, kind: str, base: Baseline | None = None
) -> UUID:
    """Renames a document or says what it is; returns the context for undo.

    Raises DomainError for an empty name, and ChangedMeanwhile where somebody else changed the
    same since `base` was shown.
    """
    if not name.strip():
        message = _("Bitte geben Sie einen Namen an.")
        raise DomainError(message, fields={"name": message})
    with transaction.atomic(), action("properties.change_document") as context:
        change_row(_locked(document), {"name": name.strip()[:255], "kind": kind}, base)
    return context.id


def set_visibility(*, document: PropertyDocument, visibility: str) -> UUID:
    """Makes a document public or protects it; returns the context for undo."""
    with transaction.atomic(), action("properties.toggle_visibility") as context:
        change_row(_locked(document), {"visibility": Visibility(visibility)})
    return context.id


def _locked(document: PropertyDocument) -> PropertyDocument:
    return PropertyDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)


def delete_document(*, document: PropertyDocument) -> UUID:
    """Deletes softly; returns the context by which it can be taken back."""
    with action("properties.delete_document") as context:
        PropertyDocument.objects.filter(pk=document.pk, deleted_at=None).update(
            deleted_at=timezone.now()
        )
    return context.id
