"""A note, a call or a meeting, with its moment."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.models import Contact
from properties.folding import folded
from properties.models.property import Property


class NoteKind(models.TextChoices):
    """What happened."""

    NOTE = "note", _("Notiz")
    CALL = "call", _("Telefonat")
    MEETING = "meeting", _("Treffen")


ICONS = {NoteKind.NOTE: "sticky-note", NoteKind.CALL: "phone", NoteKind.MEETING: "handshake"}

# A key into another agency's rows must not be possible, whatever a service overlooks.
_ONE_AGENCY = """
    IF NEW.contact_id IS NOT NULL AND NEW.agency_id <> (
           SELECT agency_id FROM contacts_contact WHERE id = NEW.contact_id
       ) OR NEW.property_id IS NOT NULL AND NEW.agency_id <> (
           SELECT agency_id FROM properties_property WHERE id = NEW.property_id
       )
    THEN
        RAISE EXCEPTION 'a note is about what belongs to its agency'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Note(AgencyOwned):
    """What somebody wrote down about a contact, a property, or a contact and a property."""

    told_by: ClassVar = ("kind", "text")
    contact = models.ForeignKey(
        Contact,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("Kontakt"),
        related_name="notes",
    )
    property = models.ForeignKey(
        Property,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("Immobilie"),
        related_name="notes",
    )
    kind = models.CharField(_("Art"), max_length=10, choices=NoteKind, default=NoteKind.NOTE)
    happened_at = models.DateTimeField(_("Wann"), default=timezone.now)
    text = models.TextField(_("Text"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("Geschrieben von"),
        related_name="+",
    )
    created_at = models.DateTimeField(_("Geschrieben am"), auto_now_add=True)
    # What the search reads.
    folded = models.GeneratedField(
        expression=folded("text"), output_field=models.TextField(), db_persist=True
    )

    objects: ClassVar[AgencyQuerySet[Note]] = AgencyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Notiz")
        verbose_name_plural = _("Notizen")
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoteKind.values), name="note_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | Q(property__isnull=False),
                name="note_is_about_something",
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "-happened_at", "-id"], name="note_of_contact"),
            models.Index(fields=["property", "-happened_at", "-id"], name="note_of_property"),
        ]
        triggers = [
            history("contact", key="contact_id", derived=["folded"]),
            history("property", key="property_id", derived=["folded"], name="history_property"),
            pgtrigger.Trigger(
                name="one_agency",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ONE_AGENCY,
            ),
        ]

    def __str__(self) -> str:
        return str(NoteKind(self.kind).label)

    def icon(self) -> str:
        """The picture of its kind."""
        return ICONS[NoteKind(self.kind)]
