"""Stores the likely duplicates of a stock, and what was decided about them.

`MatchRecord`, `StockStatistics` and `ContactPair` are derived and rebuilt at will; `NotDuplicate`
is what a person decided, `ContactMerge` what became of a contact that was merged away.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.models.contact import Contact


class Examination(models.IntegerChoices):
    """Whether a contact was compared with the stock since it last changed."""

    DONE = 0
    DUE = 1
    RUNNING = 2


class MatchRecord(models.Model):
    """A present contact, normalised for comparison (`contacts.duplicates.packed`)."""

    contact = models.OneToOneField(
        Contact, models.CASCADE, primary_key=True, related_name="match_record"
    )
    agency_id = models.BigIntegerField()
    packed = models.TextField()
    engine = models.SmallIntegerField()
    examination = models.SmallIntegerField(choices=Examination, default=Examination.DUE)

    class Meta:
        verbose_name = _("Vergleichsdaten")
        verbose_name_plural = _("Vergleichsdaten")
        indexes = [
            models.Index(fields=["agency_id", "contact"], name="match_record_stock"),
            models.Index(
                fields=["agency_id", "contact"],
                name="match_record_due",
                condition=~Q(examination=Examination.DONE),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StockStatistics(models.Model):
    """How common values are in an agency's stock, counted when the whole stock was examined."""

    agency_id = models.BigIntegerField(primary_key=True)
    engine = models.SmallIntegerField()
    # Changes with the content, so that whoever remembers the counts knows when they are old.
    version = models.BigIntegerField()
    total = models.PositiveIntegerField()
    duplicates = models.FloatField()
    households = models.FloatField()
    # {field: {value: count}}, compressed; only values that three contacts or more share.
    counts = models.BinaryField()
    # Contacts examined one by one since.
    changed_since = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Statistik eines Bestands")
        verbose_name_plural = _("Statistiken der Bestände")

    def __str__(self) -> str:
        return str(self.agency_id)


class ContactPair(models.Model):
    """Two contacts that may be one party; the one with the smaller id is `a`."""

    agency_id = models.BigIntegerField()
    a = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    b = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    score = models.FloatField()
    # What the two say by themselves; `score` may be higher for the sake of a third contact.
    own_score = models.FloatField()
    # What agrees: [field, level, value of a, value of b], in the order of reading.
    findings = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Mögliche Doublette")
        verbose_name_plural = _("Mögliche Doubletten")
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="contact_pair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="contact_pair_is_ordered"),
        ]
        indexes = [
            models.Index(fields=["agency_id", "-score", "a", "b"], name="contact_pair_best"),
        ]

    def __str__(self) -> str:
        return f"{self.a} = {self.b}?"


class NotDuplicate(AgencyOwned):
    """Somebody looked at two contacts and said that they are two; `a` has the smaller id."""

    told_by: ClassVar = ("a", "b")
    a = models.ForeignKey(Contact, models.CASCADE, related_name="+", editable=False)
    b = models.ForeignKey(Contact, models.CASCADE, related_name="+", verbose_name=_("Kontakt"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(_("Entschieden am"), auto_now_add=True)

    objects: ClassVar[AgencyQuerySet[NotDuplicate]] = AgencyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Keine Doublette")
        verbose_name_plural = _("Keine Doubletten")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["a", "b"], name="not_duplicate_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="not_duplicate_is_ordered"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-decided_at", "-id"], name="not_duplicate_latest")
        ]
        triggers = [
            history("contact", key="a_id"),
            history("contact", key="b_id", name="history_b"),
        ]

    def __str__(self) -> str:
        return f"{self.a} ≠ {self.b}"


class ContactMerge(AgencyOwned):
    """`gone_id` was merged into `kept`: its address leads there, its record is read with theirs."""

    told_by: ClassVar = ("gone_name",)
    kept = models.ForeignKey(Contact, models.CASCADE, related_name="merges", editable=False)
    # No key: the address leads on when the contact itself has long been erased.
    gone_id = models.BigIntegerField(
        editable=False,
    )
    gone_name = models.CharField(_("Zusammengeführt mit"), max_length=300)
    context = models.UUIDField(editable=False)
    # {column: [before, after]} as stored (encrypted): the record holds no secrets, undo needs them.
    secrets = models.JSONField(default=dict, editable=False)
    merged_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AgencyQuerySet[ContactMerge]] = AgencyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gone_id"], name="contact_merged_once")
        ]
        triggers = [history("contact", key="kept_id", secret=["secrets"])]

    def __str__(self) -> str:
        return self.gone_name
