"""Files as they lie in the store: what they are, never whose they are."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.accounts.models import AgencyOwned, AgencyQuerySet


def random_name(instance: models.Model, filename: str) -> str:
    """A storage name that tells nothing and cannot be guessed."""
    token = secrets.token_hex(20)
    return f"{token[:2]}/{token}"


class StoredFile(AgencyOwned):
    """One checked upload. The type comes from its content, never from its name."""

    name = models.CharField(_("Dateiname"), max_length=255)
    media_type = models.CharField(_("Typ"), max_length=100)
    size = models.BigIntegerField(_("Größe (Bytes)"))
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)
    content = models.FileField(upload_to=random_name, max_length=120)
    # A smaller picture of an image (longest side 480 px); empty for everything else.
    thumbnail = models.FileField(upload_to=random_name, max_length=120, blank=True)
    # The picture in other sizes, from the first time they were asked for (base.files.renditions).
    small = models.FileField(upload_to=random_name, max_length=120, blank=True)
    medium = models.FileField(upload_to=random_name, max_length=120, blank=True)
    large = models.FileField(upload_to=random_name, max_length=120, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(_("Hochgeladen am"), auto_now_add=True)
    created_by = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[AgencyQuerySet[StoredFile]] = AgencyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=0), name="file_size_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def file_names(self) -> list[str]:
        """Everything of it that lies in the store."""
        fields = (self.content, self.thumbnail, self.small, self.medium, self.large)
        return [str(field.name) for field in fields if field]

    @property
    def is_image(self) -> bool:
        """Whether browsers may show it as a picture."""
        return self.media_type.startswith("image/")

    @property
    def short_type(self) -> str:
        """A label of three or four letters for lists: PDF, JPG, DOCX."""
        return SHORT_TYPES.get(self.media_type, "DATEI")


SHORT_TYPES = {
    "application/pdf": "PDF",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "text/plain": "TXT",
    "text/csv": "CSV",
    "application/zip": "ZIP",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/msword": "DOC",
    "application/vnd.ms-excel": "XLS",
    "message/rfc822": "EML",
    "video/mp4": "MP4",
}
