"""The running numbers that an agency gives its properties."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.accounts.models import Agency

FIRST = 1001


class NumberSeries(models.Model):
    """What the next new property is proposed to be called: prefix and running number.

    A proposal only: a person may type another number, and feeds keep theirs.
    """

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="+")
    prefix = models.CharField(_("Vor der Zahl"), max_length=20, blank=True, default="")
    next_number = models.PositiveIntegerField(
        _("Nächste Zahl"), default=FIRST, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("Nummernkreis")
        verbose_name_plural = _("Nummernkreise")

    def __str__(self) -> str:
        return self.name_of(self.next_number)

    def name_of(self, number: int) -> str:
        """The object number made of the prefix and `number`."""
        return f"{self.prefix}{number}"
