"""What a customer agreed to, and the proof of it.

Consents to be contacted hang on the contact alone and lie in contacts.models.consent; both take
their proof in through base.files.proofs."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from base.ui.formats import day
from contacts.models import Contact


class ConfirmationKind(models.TextChoices):
    """What was agreed to."""

    TERMS = "terms", _("AGB / Provision")


class ConfirmationMethod(models.TextChoices):
    """How it was agreed to."""

    PAPER = "paper", _("Auf Papier")
    LINK = "link", _("Über einen Link")


class ConfirmationQuerySet(AgencyQuerySet["Confirmation"]):
    """Confirmations of customers."""

    def in_force(self) -> ConfirmationQuerySet:
        """Confirmations that nobody has revoked."""
        return self.filter(revoked_at__isnull=True)

    def of_terms(self) -> ConfirmationQuerySet:
        """Confirmations of the agency's terms and commission."""
        return self.filter(kind=ConfirmationKind.TERMS)


class Confirmation(AgencyOwned):
    """One confirmation with date, the exact text accepted and its proof.

    Kept when it is revoked: what held until then stays provable. (AT MaklerG § 15 and
    OGH 2 Ob 135/14p: a blanket reference does not bind, so the text itself is kept.)
    """

    told_by: ClassVar = ("kind", "confirmed_on")
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="confirmations", verbose_name=_("Kontakt")
    )
    kind = models.CharField(_("Art"), max_length=20, choices=ConfirmationKind)
    method = models.CharField(_("Weg"), max_length=10, choices=ConfirmationMethod)
    confirmed_on = models.DateField(_("Bestätigt am"))
    text = models.TextField(_("Wortlaut"), blank=True)
    file = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Nachweis"),
    )
    note = models.CharField(_("Anmerkung"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("Erfasst am"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Erfasst von"),
    )
    revoked_at = models.DateTimeField(_("Widerrufen am"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Widerruf erfasst von"),
    )
    revocation_reason = models.CharField(_("Grund des Widerrufs"), max_length=500, blank=True)

    objects: ClassVar[ConfirmationQuerySet] = ConfirmationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Bestätigung")
        verbose_name_plural = _("Bestätigungen")
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ConfirmationKind.values), name="confirmation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(method=ConfirmationMethod.LINK)
                | Q(method=ConfirmationMethod.PAPER, file__isnull=False),
                name="confirmation_on_paper_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revocation_reason=""),
                name="confirmation_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("recorded_at")),
                name="confirmation_revoked_after_recorded",
            ),
            models.UniqueConstraint(
                fields=["contact", "kind"],
                condition=Q(revoked_at__isnull=True),
                name="confirmation_one_in_force",
            ),
        ]
        triggers = [history("contact", key="contact_id")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {day(self.confirmed_on)}"
