"""Outgoing mail: a table first, so that no mail is lost while the broker or a server is down."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import formataddr
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from base.encryption import EncryptedTextField
from base.runs import states
from contacts.models import Contact
from properties.models import Property
from sharing.models.links import ShareLink


class MailState(models.TextChoices):
    """Where a mail is on its way."""

    QUEUED = "queued", states.WAITS
    SENDING = "sending", _("Wird gesendet")
    SENT = "sent", _("Gesendet")
    FAILED = "failed", _("Fehlgeschlagen")
    # The server had the whole mail and never said whether it took it.
    UNCLEAR = "unclear", _("Unklar")
    ARRIVED = "arrived", _("Angekommen (Auskunft)")


ON_THE_WAY = (MailState.QUEUED, MailState.SENDING)
# What may have reached somebody: none of it can be taken back.
LEFT = (MailState.SENDING, MailState.SENT, MailState.UNCLEAR, MailState.ARRIVED)
# What a mail server said that it has.
ARRIVED = (MailState.SENT, MailState.ARRIVED)
# What somebody may send again.
RETRIABLE = (MailState.FAILED, MailState.QUEUED, MailState.UNCLEAR)


class OutboxMailQuerySet(AgencyQuerySet["OutboxMail"]):
    """Mails to customers, in the words of the post room."""

    def due(self, now: datetime) -> OutboxMailQuerySet:
        """Mails to be looked at at `now`, among them those whose sender died halfway."""
        return self.filter(state__in=ON_THE_WAY, next_attempt_at__lte=now)

    def unclear(self) -> OutboxMailQuerySet:
        """Mails about which somebody has to decide."""
        return self.filter(state=MailState.UNCLEAR)


class AccountMailQuerySet(models.QuerySet["AccountMail"]):
    """Mails about accounts."""

    def due(self, now: datetime) -> AccountMailQuerySet:
        """As for mails to customers."""
        return self.filter(state__in=ON_THE_WAY, next_attempt_at__lte=now)

    def forgettable(self, now: datetime) -> AccountMailQuerySet:
        """Mails that are of no more use to anybody."""
        return self.exclude(state__in=ON_THE_WAY).filter(created_at__lt=now - KEPT)


# How long the way of an account mail can be looked up.
KEPT = timedelta(days=30)
# How far a mail got: the record shows the activity that is written once a server has taken it.
WAY = (
    "state",
    "attempts",
    "next_attempt_at",
    "handed_over_at",
    "smtp_answer",
    "error",
    "sent_at",
    "message_id",
)

# Undo takes a mail back that still waits; one that left is part of the record until its contact
# is erased for good (audit.erasing).
_STAYS = """
    IF audit_is_erasing() THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the mail has left' USING ERRCODE = 'integrity_constraint_violation';
"""
# What a mail server has taken stays word for word; it may follow its contact into another.
_STAYS_AS_IT_IS = """
    IF (to_jsonb(NEW) - '{contact_id,link_id,property_id,created_by_id}'::text[])
       IS DISTINCT FROM
       (to_jsonb(OLD) - '{contact_id,link_id,property_id,created_by_id}'::text[]) THEN
        RAISE EXCEPTION 'the mail has left' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""


class OutgoingMail(models.Model):
    """One mail to one recipient, how far it got, and what the mail server said."""

    sender_name = models.CharField(_("Absender"), max_length=200)
    sender = models.EmailField(_("Absenderadresse"))
    to = models.EmailField(_("Empfänger"))
    subject = models.CharField(_("Betreff"), max_length=200)
    # Fixed when the mail is written: a repeated delivery is recognised as the same mail.
    message_id = models.CharField(_("Message-ID"), max_length=250, unique=True)
    state = models.CharField(
        _("Status"), max_length=10, choices=MailState, default=MailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    # When to try (again); while sending, when the attempt counts as lost.
    next_attempt_at = models.DateTimeField(_("Nächster Versuch"))
    # Set just before the server is told that the mail is complete: from then on it may have it.
    handed_over_at = models.DateTimeField(_("Übergeben am"), null=True, blank=True)
    smtp_answer = models.CharField(_("Antwort des Mailservers"), max_length=500, blank=True)
    error = models.CharField(_("Fehler"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("Geschrieben am"), auto_now_add=True)
    sent_at = models.DateTimeField(_("Gesendet am"), null=True, blank=True)

    # Columns of each kind of mail.
    reply_to: Any
    text: Any
    html: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def is_retriable(self) -> bool:
        """Whether somebody may send it (again) now."""
        return self.state in RETRIABLE

    def from_header(self) -> str:
        """The sender as the recipient sees it."""
        return formataddr((self.sender_name, self.sender))


class OutboxMail(AgencyOwned, OutgoingMail):
    """One mail from an agency to a customer."""

    told_by: ClassVar = ("subject", "to")
    reply_to = models.CharField(_("Antwort an"), max_length=400, blank=True)
    text = models.TextField(_("Text"))
    html = models.TextField(_("Text als HTML"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Geschrieben von"),
    )
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="mails", verbose_name=_("Kontakt")
    )
    property = models.ForeignKey(
        Property,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("Immobilie"),
    )
    link = models.ForeignKey(
        ShareLink,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("Link"),
    )

    objects: ClassVar[OutboxMailQuerySet] = OutboxMailQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("E-Mail im Postausgang")
        verbose_name_plural = _("Postausgang")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="outbox_mail_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False),
                name="outbox_mail_sent_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-id"], name="outbox_mail_overview"),
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_mail_due",
                condition=Q(state__in=ON_THE_WAY),
            ),
        ]

        triggers = [
            history("contact", key="contact_id", derived=WAY),
            pgtrigger.Trigger(
                name="what_left_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=LEFT),
                func=_STAYS,
            ),
            pgtrigger.Trigger(
                name="what_left_stays_as_it_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=ARRIVED),
                func=_STAYS_AS_IT_IS,
            ),
        ]


class AccountMail(OutgoingMail):
    """One mail about somebody's account: a new password, an invitation, an address to confirm.

    It belongs to its recipient alone, is on no agency's pages, and its text, which may open an
    account, is kept encrypted and only until a server has it.
    """

    reply_to = ""
    text = EncryptedTextField(_("Text"), blank=True)
    html = EncryptedTextField(blank=True)

    objects: ClassVar[AccountMailQuerySet] = AccountMailQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("E-Mail zu einem Zugang")
        verbose_name_plural = _("E-Mails zu Zugängen")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="account_mail_state_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="account_mail_due",
                condition=Q(state__in=ON_THE_WAY),
            ),
        ]
