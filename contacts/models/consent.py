"""What somebody allows to be contacted for, with its proof."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.choices import ConsentChannel, ConsentMethod, ConsentPurpose
from contacts.models.contact import Contact


class ConsentQuerySet(AgencyQuerySet["ContactConsent"]):
    """Consents in the words of the office."""

    def in_force(self) -> ConsentQuerySet:
        """Consents that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def allowing(self, channel: str, purpose: str) -> ConsentQuerySet:
        """Consents in force that allow `purpose` by `channel`."""
        return self.in_force().filter(channel=channel, purpose=purpose)


class ContactConsent(AgencyOwned):
    """One consent: channel, purpose, the exact text, when, and the proof of it.

    Kept when it is withdrawn: whoever advertises has to prove that the consent stood at the time
    (DSGVO Art. 7 Abs. 1, UWG § 7 Abs. 2, § 7a; AT TKG 2021 § 174). Withdrawing is as easy as
    giving (Art. 7 Abs. 3): one click, without a reason.
    """

    told_by: ClassVar = ("purpose", "channel")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="consents", editable=False)
    channel = models.CharField(_("Kanal"), max_length=10, choices=ConsentChannel)
    purpose = models.CharField(_("Zweck"), max_length=10, choices=ConsentPurpose)
    text = models.TextField(_("Wortlaut"))
    text_version = models.CharField(_("Fassung"), max_length=40, blank=True)
    method = models.CharField(_("Weg"), max_length=10, choices=ConsentMethod)
    given_at = models.DateTimeField(_("Erteilt am"))
    file = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Nachweis"),
    )
    note = models.CharField(_("Anmerkung"), max_length=500, blank=True)
    # What a machine saw of it, for a double opt-in: address, time, message id.
    evidence = models.JSONField(_("Belege"), default=dict, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("Erfasst am"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Erfasst von"),
    )
    withdrawn_at = models.DateTimeField(_("Widerrufen am"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Widerruf erfasst von"),
    )
    withdrawal_note = models.CharField(_("Anmerkung zum Widerruf"), max_length=500, blank=True)

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=ConsentChannel.values), name="consent_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=ConsentPurpose.values), name="consent_purpose_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="consent_has_a_text"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(note="") | ~Q(evidence={}),
                name="consent_has_a_proof",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]
        triggers = [history("contact", key="contact_id")]

    @property
    def has_time(self) -> bool:
        """Whether the time of day is known, not the day alone."""
        return timezone.localtime(self.given_at).time() != time()

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} – {self.get_channel_display()}"
