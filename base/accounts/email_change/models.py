"""Wishes for another e-mail address, until the new mailbox has shown that it is theirs."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

VALID_FOR = timedelta(hours=24)
PAUSE = timedelta(minutes=1)


class EmailChange(models.Model):
    """The address that somebody wants to sign in with; one wish per person, the last one."""

    user = models.OneToOneField(
        "accounts.User", models.CASCADE, related_name="email_change", verbose_name=_("Person")
    )
    email = models.EmailField(_("Neue E-Mail-Adresse"))
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    asked_at = models.DateTimeField(_("Gewünscht am"), default=timezone.now)

    class Meta:
        verbose_name = _("Gewünschte E-Mail-Adresse")
        verbose_name_plural = _("Gewünschte E-Mail-Adressen")

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether its link still works."""
        return timezone.now() < self.asked_at + VALID_FOR

    @property
    def is_fresh(self) -> bool:
        """Whether it was made just now, so that the next mail has to wait."""
        return timezone.now() < self.asked_at + PAUSE
