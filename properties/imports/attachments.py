"""Takes over the pictures and documents that a feed brings along."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import format_lazy

from base.accounts.models import User
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import store_file
from properties.choices import DocumentKind, ImageKind
from properties.media.services.documents import attach_document
from properties.media.services.images import attach_image
from properties.models import Property, PropertyDocument, PropertyImage
from properties.openimmo.listing import Attachment
from properties.openimmo.problems import Problem

# What is a picture of the property if it is a picture at all.
_IMAGE_KINDS = {
    "image_title": ImageKind.PHOTO,
    "image": ImageKind.PHOTO,
    "image_interior": ImageKind.INTERIOR,
    "image_exterior": ImageKind.EXTERIOR,
    "floor_plan": ImageKind.FLOOR_PLAN,
    "site_plan": ImageKind.SITE_PLAN,
    "panorama": ImageKind.PANORAMA,
    "energy": ImageKind.ENERGY,
    "other": ImageKind.OTHER,
}
_DOCUMENT_KINDS = {
    "document": DocumentKind.DOCUMENT,
    "floor_plan": DocumentKind.FLOOR_PLAN,
    "site_plan": DocumentKind.SITE_PLAN,
    "energy": DocumentKind.ENERGY,
}
# Of the sender, not of the property.
_NOT_OURS = frozenset({"provider_logo", "contact_photo", "qr_code"})


@dataclass(frozen=True)
class ImportedAttachment:
    """What became of an attachment: stored now, there already, or a problem."""

    attachment: Attachment
    is_new: bool = False
    problem: Problem | None = None


def import_attachments(
    *, property: Property, attachments: Sequence[Attachment], user: User | None
) -> tuple[ImportedAttachment, ...]:
    """Stores what is not there yet; part of the action that runs.

    Pictures and documents of earlier imports that a complete set no longer brings go into the
    bin; what people added stays. Links are kept as text with the property, never fetched.
    """
    ordered = sorted(attachments, key=lambda part: part.group != "image_title")
    done = {id(part): _imported(property, part, user) for part in ordered}
    result = tuple(done[id(part)] for part in attachments)
    if any(part.data for part in attachments) and not any(part.problem for part in result):
        _discard_missing(property, {_digest(part.data) for part in attachments if part.data})
    return result


def _imported(property: Property, part: Attachment, user: User | None) -> ImportedAttachment:
    if part.data is None or part.group in _NOT_OURS:
        return ImportedAttachment(part, problem=part.problem)
    if _is_there(property, _digest(part.data)):
        return ImportedAttachment(part)
    name = part.file_name or part.title or "anhang"
    try:
        stored = store_file(
            agency=property.agency, source=io.BytesIO(part.data), name=name, user=user
        )
    except DomainError as error:
        message = format_lazy("„{name}“: {reason}", name=name, reason=error.message)
        return ImportedAttachment(part, problem=Problem("attachment_rejected", message))
    _attach(property, part, stored)
    return ImportedAttachment(part, is_new=True)


def _attach(property: Property, part: Attachment, stored: StoredFile) -> None:
    source_digest = _digest(part.data or b"")
    if stored.is_image and part.group in _IMAGE_KINDS:
        attach_image(
            property=property,
            stored=stored,
            kind=_IMAGE_KINDS[part.group],
            title=part.title,
            source_digest=source_digest,
        )
        return
    attach_document(
        property=property,
        stored=stored,
        name=part.title or stored.name,
        kind=_DOCUMENT_KINDS.get(part.group, DocumentKind.OTHER),
        source_digest=source_digest,
    )


def _is_there(property: Property, digest: str) -> bool:
    """What somebody deleted counts as well: the feed does not bring it back each time."""
    return any(
        model._default_manager.filter(property=property, source_digest=digest).exists()
        for model in (PropertyImage, PropertyDocument)
    )


def _discard_missing(property: Property, delivered: set[str]) -> None:
    for model in (PropertyImage, PropertyDocument):
        earlier = model._default_manager.filter(property=property, deleted_at=None)
        earlier = earlier.exclude(source_digest="").exclude(source_digest__in=delivered)
        earlier.update(deleted_at=timezone.now(), source_digest="")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
