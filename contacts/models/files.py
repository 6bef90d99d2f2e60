"""A contact's personal files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.choices import FilePurpose
from contacts.models.contact import Contact


class ContactFileQuerySet(AgencyQuerySet["ContactFile"]):
    """Files of contacts."""

    def present(self) -> ContactFileQuerySet:
        """Files that nobody has deleted, of contacts that are there."""
        return self.filter(deleted_at__isnull=True, contact__deleted_at__isnull=True)

    def personal(self) -> ContactFileQuerySet:
        """What lies under *Dateien* and can be shared; copies of an ID do not."""
        return self.filter(purpose=FilePurpose.PERSONAL)

    def identity(self) -> ContactFileQuerySet:
        """Copies of the contact's ID."""
        return self.filter(purpose=FilePurpose.IDENTITY)


class ContactFile(AgencyOwned):
    """One file of a contact; deleting is soft so that it can be taken back."""

    told_by: ClassVar = ("name",)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="files", editable=False)
    stored = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", editable=False)
    name = models.CharField(_("Dateiname"), max_length=255)
    purpose = models.CharField(
        _("Zweck"), max_length=10, choices=FilePurpose, default=FilePurpose.PERSONAL, editable=False
    )
    added_at = models.DateTimeField(_("Hinzugefügt am"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("Gelöscht am"), null=True, blank=True, editable=False)

    objects: ClassVar[ContactFileQuerySet] = ContactFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        ordering = ["-added_at", "-id"]
        triggers = [history("contact", key="contact_id")]

    def __str__(self) -> str:
        return self.name
