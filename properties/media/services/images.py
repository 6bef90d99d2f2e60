"""A property's pictures."""

from typing import IO, Literal
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from base.accounts.models import User
from base.editing.baseline import Baseline
from base.editing.merging import change_row
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import IMAGES, store_file
from base.files.storing import storing
from properties.choices import ImageKind
from properties.models import Property, PropertyImage
from properties.record.services.saving import locked


def add_image(
    *,
    property: Property,
    source: IO[bytes] | File[bytes],
    name: str,
    user: User | None,
    kind: str = ImageKind.PHOTO,
    title: str = "",
) -> PropertyImage:
    """Adds a picture at the end, drawn anew. Raises DomainError for anything else than one."""
    agency = property.agency
    with action("properties.add_image"), storing():
        stored = store_file(agency=agency, source=source, name=name, user=user, only=IMAGES)
        return attach_image(property=property, stored=stored, kind=kind, title=title)


@transaction.atomic
def attach_image(
    *, property: Property, stored: StoredFile, kind: str, title: str = "", source_digest: str = ""
) -> PropertyImage:
    """Puts a stored picture at the end, as a part of the action that runs."""
    locked(property)
    last = PropertyImage.objects.filter(property=property, deleted_at=None).aggregate(
        last=Max("position")
    )["last"]
    return PropertyImage.objects.create(
        agency_id=property.agency_id,
        property=property,
        stored=stored,
        kind=kind,
        title=title[:200],
        source_digest=source_digest,
        position=0 if last is None else last + 1,
    )


def change_image(
    *, image: PropertyImage, title: str, kind: str, base: Baseline | None = None
) -> UUID:
    """Sets what a picture is called and shows; returns the context for undo.

    Raises ChangedMeanwhile where somebody else changed the same since `base` was shown.
    """
    with transaction.atomic(), action("properties.change_image") as context:
        current = PropertyImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
        change_row(current, {"title": title.strip(), "kind": kind}, base)
    return context.id


def delete_image(*, image: PropertyImage) -> UUID:
    """Deletes softly; returns the context by which it can be taken back."""
    with action("properties.delete_image") as context:
        PropertyImage.objects.filter(pk=image.pk, deleted_at=None).update(deleted_at=timezone.now())
    return context.id


def move_image(*, image: PropertyImage, direction: Literal["up", "down"]) -> UUID:
    """Changes places with the picture before or behind it; at the end nothing happens.

    Returns the context for undo.
    """
    with transaction.atomic(), action("properties.move_image") as context:
        order = _order(image)
        at = order.index(image.pk)
        to = at - 1 if direction == "up" else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            _write_order(order)
    return context.id


def make_cover(*, image: PropertyImage) -> UUID:
    """Puts a picture first: the first one is the title picture. Returns the context for undo."""
    with transaction.atomic(), action("properties.make_cover") as context:
        order = _order(image)
        order.insert(0, order.pop(order.index(image.pk)))
        _write_order(order)
    return context.id


def _order(image: PropertyImage) -> list[int]:
    """The pictures in order; raises DomainError when somebody deleted this one meanwhile."""
    locked(image.property)
    present = PropertyImage.objects.present().filter(property_id=image.property_id)
    order = list(present.order_by("position", "id").values_list("pk", flat=True))
    if image.pk not in order:
        raise DomainError(_("Dieses Bild wurde inzwischen gelöscht."))
    return order


def _write_order(order: list[int]) -> None:
    for position, identity in enumerate(order):
        PropertyImage.objects.filter(pk=identity).exclude(position=position).update(
            position=position
        )
