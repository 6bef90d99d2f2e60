"""Who has to do with a property: who is interested in it, owns it, manages it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.models import Contact
from properties.models.property import Property


class PartyKind(models.TextChoices):
    """What a contact is to a property."""

    INTEREST = "interest", _("Interessent")
    OWNER = "owner", _("Eigentümer")
    MANAGER = "manager", _("Verwalter")


class PartyQuerySet(AgencyQuerySet["Party"]):
    """Parties in the words of the office."""

    def present(self) -> PartyQuerySet:
        """Parties of which nobody has deleted the contact or the property."""
        return self.filter(contact__deleted_at__isnull=True, property__deleted_at__isnull=True)


# A key into another agency's rows must not be possible, whatever a service overlooks.
_ONE_AGENCY = """
    IF NEW.agency_id <> (SELECT agency_id FROM contacts_contact WHERE id = NEW.contact_id)
       OR NEW.agency_id <> (
           SELECT agency_id FROM properties_property WHERE id = NEW.property_id
       )
    THEN
        RAISE EXCEPTION 'a party joins what belongs to one agency'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Party(AgencyOwned):
    """One contact in one part to one property."""

    told_by: ClassVar = ("kind", "contact", "property")
    contact = models.ForeignKey(
        Contact, models.CASCADE, verbose_name=_("Kontakt"), related_name="parties"
    )
    property = models.ForeignKey(
        Property, models.CASCADE, verbose_name=_("Immobilie"), related_name="parties"
    )
    kind = models.CharField(_("Beteiligt als"), max_length=10, choices=PartyKind)
    note = models.CharField(_("Notiz"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("Angelegt am"), auto_now_add=True)

    objects: ClassVar[PartyQuerySet] = PartyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Beteiligung")
        verbose_name_plural = _("Beteiligungen")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PartyKind.values), name="party_kind_is_known"
            ),
            models.UniqueConstraint(fields=["contact", "property", "kind"], name="party_once"),
        ]
        triggers = [
            history("contact", key="contact_id"),
            history("property", key="property_id", name="history_property"),
            pgtrigger.Trigger(
                name="one_agency",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ONE_AGENCY,
            ),
        ]

    def __str__(self) -> str:
        return str(PartyKind(self.kind).label)
