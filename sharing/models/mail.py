"""Outgoing mail: a table first, so that no mail is lost while the broker or a server is down."""

from __future__ import annotations

from datetime import datetime
from email.utils import formataddr
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.models import Contact
from properties.models import Property
from sharing.models.links import ShareLink


class MailState(models.TextChoices):
    """Where a mail is on its way."""

    QUEUED = "queued", _("Wartet")
    SENDING = "sending", _("Wird gesendet")
    SENT = "sent", _("Gesendet")
    FAILED = "failed", _("Fehlgeschlagen")


class OutboxMailQuerySet(AgencyQuerySet["OutboxMail"]):
    """Mails in the words of the post room."""

    def due(self, now: datetime) -> OutboxMailQuerySet:
        """Mails to be sent at `now`, among them those whose sender died halfway."""
        return self.filter(
            state__in=[MailState.QUEUED, MailState.SENDING], next_attempt_at__lte=now
        )


# How far a mail got: the record shows the activity that is written once a server has taken it.
WAY = ("state", "attempts", "next_attempt_at", "smtp_answer", "error", "sent_at", "message_id")

# Undo takes a mail back that still waits; one that left is part of the record until its contact
# is erased for good.
_STAYS = """
    IF COALESCE(NULLIF(current_setting('immonaut.context', true), ''), '{}')::jsonb
       ->> 'is_erasing' = 'true' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the mail has left' USING ERRCODE = 'integrity_constraint_violation';
"""


class OutboxMail(AgencyOwned):
    """One mail to one recipient, and what the mail server said."""

    sender_name = models.CharField(_("Absender"), max_length=200)
    sender = models.EmailField(_("Absenderadresse"))
    reply_to = models.CharField(_("Antwort an"), max_length=400, blank=True)
    to = models.EmailField(_("Empfänger"))
    subject = models.CharField(_("Betreff"), max_length=200)
    text = models.TextField(_("Text"))
    html = models.TextField(blank=True)
    # Fixed when the mail is written: a repeated delivery is recognised as the same mail.
    message_id = models.CharField(_("Message-ID"), max_length=250, unique=True)
    state = models.CharField(
        _("Zustand"), max_length=10, choices=MailState, default=MailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    # When to try (again); while sending, when the attempt counts as lost.
    next_attempt_at = models.DateTimeField(_("Nächster Versuch"))
    smtp_answer = models.CharField(_("Antwort des Mailservers"), max_length=500, blank=True)
    error = models.CharField(_("Fehler"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("Geschrieben am"), auto_now_add=True)
    sent_at = models.DateTimeField(_("Gesendet am"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="mails")
    property = models.ForeignKey(
        Property, models.SET_NULL, null=True, blank=True, related_name="mails"
    )
    link = models.ForeignKey(
        ShareLink, models.SET_NULL, null=True, blank=True, related_name="mails"
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
                condition=Q(state__in=[MailState.QUEUED, MailState.SENDING]),
            ),
        ]

        triggers = [
            history("contact", key="contact_id", derived=WAY),
            pgtrigger.Trigger(
                name="what_left_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=[MailState.SENDING, MailState.SENT]),
                func=_STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    def from_header(self) -> str:
        """The sender as the recipient sees it."""
        return formataddr((self.sender_name, self.sender))
