"""How people want to see the overview: named views, columns, and the view they begin with."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from base.accounts.models import AgencyOwned, AgencyQuerySet, User


class SavedViewQuerySet(AgencyQuerySet["SavedView"]):
    """Views in the words of the office."""

    def offered_to(self, user: User) -> SavedViewQuerySet:
        """The person's own views, and those that colleagues share."""
        own_or_shared = Q(owner=user) | Q(is_shared=True)
        return self.filter(own_or_shared, agency=user.agency).order_by("name", "id")


class SavedView(AgencyOwned):
    """Search, filters, order and columns under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=60)
    # As in the address, without the place in the list.
    query = models.TextField(blank=True, default="")
    columns = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_shared = models.BooleanField(_("Für das ganze Büro"), default=False)
    created_at = models.DateTimeField(_("Angelegt am"), auto_now_add=True)

    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Ansicht")
        verbose_name_plural = _("Ansichten")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_name_once"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "name"], name="saved_view_shared", condition=Q(is_shared=True)
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListSettings(models.Model):
    """What one person chose for their overview."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="contact_list"
    )
    columns = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    default_view = models.ForeignKey(
        SavedView, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Einstellungen der Kontaktliste")
        verbose_name_plural = _("Einstellungen der Kontaktliste")

    def __str__(self) -> str:
        return str(self.user)
