"""What changed (Change, written by triggers) and what happened (Activity)."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.activities import activity_type


class Operation(models.TextChoices):
    """What was done to a row."""

    INSERT = "I", _("angelegt")
    UPDATE = "U", _("geändert")
    DELETE = "D", _("entfernt")


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes in the order in which they happened."""

    def of_action(self, context: UUID, agency_id: int) -> ChangeQuerySet:
        """All that one action changed."""
        return self.filter(context=context, agency_id=agency_id)

    def about(
        self, *, agency_id: int, subject_type: str, subject_id: int, also: Collection[int] = ()
    ) -> ChangeQuerySet:
        """The whole timeline of one contact or property and of those it absorbed, newest first."""
        ids = Q(subject_id__in=[subject_id, *also]) if also else Q(subject_id=subject_id)
        return self.filter(ids, agency_id=agency_id, subject_type=subject_type).order_by(
            "-at", "-id"
        )


class Change(models.Model):
    """One row's change. Written by triggers that run as the owner; the application only reads.

    No foreign keys: the record outlives what it is about. When a subject is erased its entries
    stay and lose their contents (`before`, `after`, `salt`), see `audit.erasing`.
    """

    agency_id = models.BigIntegerField()
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    operation = models.CharField(max_length=1, choices=Operation)
    # Changed columns only for an update, the whole row otherwise; secrets appear as a marker.
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    context = models.UUIDField(db_index=True)
    action = models.CharField(max_length=100, default="")
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200, default="")
    address = models.CharField(max_length=45, default="")
    request = models.CharField(max_length=32, default="")
    transaction = models.BigIntegerField()
    at = models.DateTimeField()
    # Goes with the contents: without it a digest that was taken of them tells nothing.
    salt = models.BinaryField()
    # The action that removed the contents of this entry for good.
    erased_by = models.UUIDField(null=True)

    objects: ClassVar[ChangeQuerySet] = ChangeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Änderung")
        verbose_name_plural = _("Änderungen")
        indexes = [
            models.Index(
                fields=["agency_id", "subject_type", "subject_id", "-at", "-id"],
                name="change_timeline",
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.row_id}"


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities of one subject."""

    def about(
        self, *, agency_id: int, subject_type: str, subject_id: int, also: Collection[int] = ()
    ) -> ActivityQuerySet:
        """What happened with one contact or property and those it absorbed, newest first."""
        of_one = self.filter(
            subjects__agency_id=agency_id,
            subjects__subject_type=subject_type,
            subjects__subject_id__in=[subject_id, *also],
        )
        # The merge itself is about both.
        return (of_one.distinct() if also else of_one).order_by("-at", "-id")


class Activity(models.Model):
    """Something that happened with a customer: a mail, a link opened, a document downloaded.

    Written by `audit.services.record_activity` alone, as the owner of the record; when whom it is
    about is erased, `summary` and `evidence` go and the entry stays.
    """

    agency_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    summary = models.CharField(max_length=500)
    # Proof: message id, the mail server's answer, digests of documents, counts.
    evidence = models.JSONField(default=dict)
    context = models.UUIDField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200, default="")
    address = models.CharField(max_length=45, default="")
    at = models.DateTimeField()
    erased_by = models.UUIDField(null=True)

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Aktivität")
        verbose_name_plural = _("Aktivitäten")
        indexes = [
            models.Index(fields=["agency_id", "-at"], name="activity_agency_at"),
            models.Index(fields=["agency_id", "kind", "-at"], name="activity_kind_at"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What happened; of an erased subject only what kind of thing."""
        return self.summary or str(activity_type(self.kind).label)


class ActivitySubject(models.Model):
    """Whom or what an activity is about: (type, id), never a key into an upper app."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="subjects")
    agency_id = models.BigIntegerField()
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("Bezug einer Aktivität")
        verbose_name_plural = _("Bezüge von Aktivitäten")
        indexes = [
            models.Index(
                fields=["agency_id", "subject_type", "subject_id", "-activity"],
                name="activity_subject_timeline",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"
