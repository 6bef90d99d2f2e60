"""A change to many rows on its way through the worker."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.accounts.models import AgencyOwned, AgencyQuerySet
from base.files.models import random_name
from base.runs import states


class BulkState(models.TextChoices):
    """Where a bulk run stands."""

    QUEUED = "queued", states.WAITS
    RUNNING = "running", states.RUNS
    DONE = "done", states.DONE
    UNDOING = "undoing", states.UNDOING
    UNDONE = "undone", states.UNDONE


# What a worker does, or goes on with after it was cut off.
AT_WORK = (BulkState.QUEUED, BulkState.RUNNING, BulkState.UNDOING)


class BulkRun(AgencyOwned):
    """One action on many rows; `kind` says which app understands `selection` and `values`."""

    kind = models.CharField(_("Art"), max_length=20)
    title = models.CharField(_("Bezeichnung"), max_length=200)
    # How the rows are found, until a worker has written down which ones they are.
    selection = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    ids = ArrayField(models.BigIntegerField(), null=True, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    # How many of `ids` are dealt with, and how many of those could not be changed.
    done = models.PositiveIntegerField(default=0, editable=False)
    failed = models.PositiveIntegerField(default=0, editable=False)
    message = models.CharField(_("Hinweis"), max_length=500, blank=True)
    state = models.CharField(
        _("Status"), max_length=10, choices=BulkState, default=BulkState.QUEUED
    )
    # What a run that writes a file has made, for a few days.
    file = models.FileField(_("Datei"), upload_to=random_name, max_length=120, blank=True)
    file_name = models.CharField(_("Dateiname"), max_length=200, blank=True)
    # Who pressed the button: the changes are theirs.
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("Begonnen am"), auto_now_add=True)
    finished_at = models.DateTimeField(_("Abgeschlossen am"), null=True)
    # All changes of the run share this audit context; undoing it undoes the run.
    context = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[AgencyQuerySet[BulkRun]] = AgencyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Sammelaktion")
        verbose_name_plural = _("Sammelaktionen")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=BulkState.values), name="bulk_run_state"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "kind", "-created_at"], name="bulk_run_by_agency"),
            models.Index(
                fields=["state"], name="bulk_run_waiting", condition=models.Q(state__in=AT_WORK)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_working(self) -> bool:
        """Whether the next step is a worker's."""
        return self.state in AT_WORK
