"""The security record: who signed in, who changed what opens doors, who took data out."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What happened."""

    SIGNED_IN = "signed_in", _("Angemeldet")
    SIGN_IN_FAILED = "sign_in_failed", _("Anmeldung fehlgeschlagen")
    CODE_FAILED = "code_failed", _("Zweiter Faktor falsch")
    SIGNED_OUT = "signed_out", _("Abgemeldet")
    SESSION_ENDED = "session_ended", _("Gerät abgemeldet")
    PASSWORD_CHANGED = "password_changed", _("Passwort geändert")
    EMAIL_WANTED = "email_wanted", _("Neue E-Mail-Adresse eingegeben")
    EMAIL_CHANGED = "email_changed", _("E-Mail-Adresse geändert")
    APP_ADDED = "app_added", _("Authenticator-App eingerichtet")
    APP_REMOVED = "app_removed", _("Authenticator-App ausgeschaltet")
    PASSKEY_ADDED = "passkey_added", _("Passkey hinzugefügt")
    PASSKEY_REMOVED = "passkey_removed", _("Passkey entfernt")
    CODES_MADE = "codes_made", _("Wiederherstellungscodes erzeugt")
    INVITED = "invited", _("Eingeladen")
    INVITATION_WITHDRAWN = "invitation_withdrawn", _("Einladung zurückgezogen")
    JOINED = "joined", _("Einladung angenommen")
    ROLE_CHANGED = "role_changed", _("Rolle geändert")
    EXPORT_CHANGED = "export_changed", _("Recht zum Export geändert")
    DEACTIVATED = "deactivated", _("Zugang gesperrt")
    REACTIVATED = "reactivated", _("Zugang wieder geöffnet")
    AGENCY_CHANGED = "agency_changed", _("Angaben des Büros geändert")
    SENDER_CHANGED = "sender_changed", _("Absenderadresse geändert")
    EXPORTED = "exported", _("Exportiert")


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    """What happened in one agency."""

    def of(self, agency_id: int) -> SecurityEventQuerySet:
        """The agency's own events, newest first."""
        return self.filter(agency_id=agency_id).order_by("-id")


class SecurityEvent(models.Model):
    """One thing that happened. Append-only: the application may INSERT and SELECT, nothing else.

    No foreign keys: the record outlives whom it is about. It holds no secrets and no links.
    """

    is_evidence = True

    agency_id = models.BigIntegerField()
    # The clock of the server, whatever the statement says (trigger below).
    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=30, choices=EventKind)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200, default="")
    about = models.CharField(max_length=300, default="")
    address = models.CharField(max_length=45, default="")
    device = models.CharField(max_length=200, default="")

    objects: ClassVar[SecurityEventQuerySet] = SecurityEventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Ereignis")
        verbose_name_plural = _("Sicherheitsprotokoll")
        indexes = [models.Index(fields=["agency_id", "-id"], name="security_event_of_agency")]
        triggers = [
            pgtrigger.Trigger(
                name="server_time",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="NEW.at = clock_timestamp(); RETURN NEW;",
            ),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}".strip()
