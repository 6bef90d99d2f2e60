"""A property's pictures and documents."""

from __future__ import annotations

import builtins
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from properties.choices import DocumentKind, ImageKind, Visibility


class PropertyImageQuerySet(AgencyQuerySet["PropertyImage"]):
    """Pictures of properties, in the order in which they are shown."""

    def present(self) -> PropertyImageQuerySet:
        """Pictures that nobody has deleted, of properties that are there."""
        return self.filter(deleted_at__isnull=True, property__deleted_at__isnull=True)


class PropertyImage(AgencyOwned):
    """One picture; the first in order is the title picture. Deleting is soft."""

    told_by: ClassVar = ("title", "stored")
    property = models.ForeignKey(
        "properties.Property", models.CASCADE, related_name="images", editable=False
    )
    stored = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(_("Art"), max_length=20, choices=ImageKind, default=ImageKind.PHOTO)
    title = models.CharField(_("Bildtitel"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("Reihenfolge"), default=0)
    # SHA-256 of the file a feed delivered, before it was drawn anew; "" for uploads.
    source_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    added_at = models.DateTimeField(_("Hinzugefügt am"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("Gelöscht am"), null=True, blank=True, editable=False)

    objects: ClassVar[PropertyImageQuerySet] = PropertyImageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ImageKind.values), name="property_image_kind_is_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["property", "position", "id"],
                name="property_image_order",
                condition=Q(deleted_at=None),
            )
        ]
        triggers = [history("property", key="property_id")]

    def __str__(self) -> str:
        return self.title or self.stored.name


class PropertyDocumentQuerySet(AgencyQuerySet["PropertyDocument"]):
    """Documents of properties."""

    def present(self) -> PropertyDocumentQuerySet:
        """Documents that nobody has deleted, of properties that are there."""
        return self.filter(deleted_at__isnull=True, property__deleted_at__isnull=True)

    def protected(self) -> PropertyDocumentQuerySet:
        """Documents that leave the office only by a link to chosen people."""
        return self.filter(visibility=Visibility.PROTECTED)


class PropertyDocument(AgencyOwned):
    """One document, protected unless somebody makes it public. Deleting is soft."""

    told_by: ClassVar = ("name",)
    property = models.ForeignKey(
        "properties.Property", models.CASCADE, related_name="documents", editable=False
    )
    stored = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", editable=False)
    name = models.CharField(_("Dateiname"), max_length=255)
    kind = models.CharField(
        _("Art"), max_length=20, choices=DocumentKind, default=DocumentKind.DOCUMENT
    )
    visibility = models.CharField(
        _("Sichtbarkeit"), max_length=10, choices=Visibility, default=Visibility.PROTECTED
    )
    source_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    added_at = models.DateTimeField(_("Hinzugefügt am"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("Gelöscht am"), null=True, blank=True, editable=False)

    objects: ClassVar[PropertyDocumentQuerySet] = PropertyDocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Dokument")
        verbose_name_plural = _("Dokumente")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values), name="property_document_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="property_document_visibility_is_known",
            ),
        ]
        triggers = [history("property", key="property_id")]

    def __str__(self) -> str:
        return self.name

    @builtins.property  # the plain name is the foreign key's here
    def is_protected(self) -> bool:
        """Whether it leaves the office only by a link to chosen people."""
        return self.visibility == Visibility.PROTECTED
