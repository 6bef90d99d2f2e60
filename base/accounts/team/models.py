"""Invitations: how people come to an account."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.accounts.models import AgencyOwned, AgencyQuerySet, Role

VALID_FOR = timedelta(days=7)
# Strangers must not be flooded in the name of an agency.
PAUSE = timedelta(minutes=1)
MOST_OPEN = 30


class InvitationQuerySet(AgencyQuerySet["Invitation"]):
    """Invitations by what became of them."""

    def open(self) -> InvitationQuerySet:
        """Those that nobody has accepted or withdrawn, expired ones among them."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(AgencyOwned):
    """A link that makes one account in one agency, once."""

    email = models.EmailField(_("E-Mail"))
    role = models.CharField(_("Rolle"), max_length=20, choices=Role, default=Role.AGENT)
    invited_by = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, related_name="+", verbose_name=_("Von")
    )
    # New with each mail, so that only the last link works.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sent_at = models.DateTimeField(_("Gesendet"), default=timezone.now)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                "agency",
                Lower("email"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="invitation_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self) -> datetime:
        """Until when its link works."""
        return self.sent_at + VALID_FOR

    @property
    def is_expired(self) -> bool:
        """Whether its link has stopped working by itself."""
        return timezone.now() >= self.expires_at

    @property
    def is_fresh(self) -> bool:
        """Whether its mail was sent just now."""
        return timezone.now() < self.sent_at + PAUSE
