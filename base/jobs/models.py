"""One import run for every kind of import: upload, review, decide, report, undo."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from base.accounts.models import AgencyOwned, AgencyQuerySet
from base.encryption import decrypt_bytes, encrypt_bytes
from base.files.models import random_name
from base.jobs.bulk.models import BulkRun as BulkRun  # a model of this app
from base.runs import states


class RunState(models.TextChoices):
    """Where a run stands."""

    SETUP = "setup", _("Zuzuordnen")
    READING = "reading", _("Wird gelesen")
    REVIEW = "review", _("Zu prüfen")
    QUEUED = "queued", states.WAITS
    RUNNING = "running", states.RUNS
    DONE = "done", states.DONE
    UNDOING = "undoing", states.UNDOING
    UNDONE = "undone", states.UNDONE


# What a worker does, or goes on with after it was cut off.
WORKING = (RunState.READING, RunState.QUEUED, RunState.RUNNING, RunState.UNDOING)


class Decision(models.TextChoices):
    """What is to become of one item."""

    CREATE = "create", _("Anlegen")
    SKIP = "skip", _("Überspringen")


class Outcome(models.TextChoices):
    """What became of one item."""

    PENDING = "pending", _("Offen")
    CREATED = "created", _("Angelegt")
    UPDATED = "updated", _("Aktualisiert")
    DELETED = "deleted", _("Gelöscht")
    SKIPPED = "skipped", _("Übersprungen")
    REJECTED = "rejected", _("Abgelehnt")


class ImportRun(AgencyOwned):
    """One upload on its way into the stock; `kind` says which app understands it."""

    kind = models.CharField(_("Art"), max_length=20)
    state = models.CharField(_("Status"), max_length=10, choices=RunState, default=RunState.REVIEW)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    # Who pressed the button, which need not be who uploaded: the changes are theirs.
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("Begonnen am"), auto_now_add=True)
    # Since when the stock was compared: whoever came later is a surprise.
    read_at = models.DateTimeField(_("Gelesen am"), null=True, editable=False)
    finished_at = models.DateTimeField(_("Abgeschlossen am"), null=True)
    # How many items the files seem to hold, for the progress while they are read.
    expected = models.PositiveIntegerField(_("Erwartet"), default=0, editable=False)
    # What the kind was told before reading: which column is which field.
    options = models.JSONField(default=dict, editable=False)
    # All changes of the run share this audit context; undoing it undoes the run.
    context = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[AgencyQuerySet[ImportRun]] = AgencyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Importe")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="run_state")
        ]
        indexes = [
            models.Index(fields=["agency", "kind", "-created_at"], name="run_by_agency"),
            models.Index(
                fields=["state"],
                name="run_waiting",
                condition=models.Q(state__in=WORKING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.created_at:%d.%m.%Y %H:%M}"

    @property
    def is_working(self) -> bool:
        """Whether the next step is a worker's, and nobody has to decide anything."""
        return self.state in WORKING


class ImportSource(models.Model):
    """One uploaded file, read again when the run is carried out and removed when it is done.

    It may hold numbers that the database only has encrypted, and so is kept encrypted.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="sources")
    name = models.CharField(_("Dateiname"), max_length=255)
    # Empty once the run is done.
    content = models.FileField(upload_to=random_name, max_length=120, blank=True)

    class Meta:
        verbose_name = _("Importdatei")
        verbose_name_plural = _("Importdateien")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def keep(self, data: bytes) -> None:
        """Stores the file's bytes."""
        self.content.save("", ContentFile(encrypt_bytes(data)))

    def encrypt_anew(self) -> None:
        """The same bytes under the first key; the former file goes when that is certain."""
        storage, former = self.content.storage, str(self.content.name)
        self.keep(self.read())
        transaction.on_commit(lambda: storage.delete(former))

    def read(self) -> bytes:
        """The file's bytes, as they came."""
        with self.content.open("rb") as opened:
            return decrypt_bytes(bytes(opened.read()))


class ImportItem(models.Model):
    """One card, row or property of a run, with what was read and what became of it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="items")
    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("Stelle in der Datei"))
    title = models.CharField(_("Bezeichnung"), max_length=300, blank=True)
    # What the review shows: [[label, value], …]; never more than was read.
    shown = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    # Existing rows that it resembles: [{"id", "title", "score", "reasons"}, …].
    similar = models.JSONField(default=list)
    # False where nothing can be taken over: it is shown with its problems and rejected.
    is_usable = models.BooleanField(_("Verwendbar"), default=True)
    decision = models.CharField(
        _("Entscheidung"), max_length=10, choices=Decision, default=Decision.CREATE
    )
    outcome = models.CharField(
        _("Ergebnis"), max_length=10, choices=Outcome, default=Outcome.PENDING
    )
    message = models.CharField(_("Hinweis"), max_length=500, blank=True)
    result_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("Importzeile")
        verbose_name_plural = _("Importzeilen")
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "id"], name="import_item_by_run")]
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="import_item_once"),
            models.CheckConstraint(
                condition=models.Q(decision__in=Decision.values), name="import_decision_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="import_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title
